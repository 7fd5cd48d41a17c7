import type { Value } from './tree.ts';

const REGEX = /\/((?:[^/\\]|\\.)+)\/(i?)(?=[\s)]|$)/y;
const PHRASE = /"([^"]*)"/y;

interface Read {
  readonly value: Value;
  readonly end: number;
}

/** Reads what is sought: `/regex/`, `"a phrase"`, or a word. Nothing where a space follows. */
export function readValue(text: string, at: number, isInBrackets: boolean): Read {
  REGEX.lastIndex = at;
  const regex = REGEX.exec(text);
  if (regex && (isInBrackets || text[at + regex[0].length] !== ')')) {
    const [all, source = '', flags = ''] = regex;
    return { value: { kind: 'regex', source, flags }, end: at + all.length };
  }
  PHRASE.lastIndex = at;
  const phrase = PHRASE.exec(text);
  if (phrase) {
    const [all, words = ''] = phrase;
    return { value: { kind: 'text', text: words }, end: at + all.length };
  }
  const end = wordEnd(text, at, isInBrackets);
  return { value: { kind: 'text', text: text.slice(at, end) }, end };
}

/** A word ends at a space; inside brackets also at the bracket that closes them, but not at one of its own. */
function wordEnd(text: string, from: number, isInBrackets: boolean): number {
  let open = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? '';
    if (/\s/.test(character)) return at;
    if (!isInBrackets) continue;
    if (character === '(') open++;
    else if (character === ')' && open-- === 0) return at;
  }
  return text.length;
}
