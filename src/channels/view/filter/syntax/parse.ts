import { type Choices, type Item, Problem } from './tree.ts';
import { readValue } from './value.ts';

const SPACE = /\s*/y;
const OR = /OR(?=[\s()]|$)/y;
const KEY = /([A-Za-z][A-Za-z-]*):/y;

/** Brackets within each other; a text of nothing but brackets may be pasted. */
const MAX_DEPTH = 50;

/**
 * Reads a filter: terms one after another, of which all are to hold; `OR` between them, which binds less; brackets.
 * A minus sign before a term or a bracket negates it.
 * @param isKey whether a word before a colon, in small letters, is a key; else it is text like any other. It may throw.
 */
export function parse(text: string, isKey: (word: string, start: number) => boolean): Choices {
  let at = 0;
  let depth = 0;

  /** What the pattern finds here, which is then read. */
  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  }

  /** Up to the end, or to the bracket that closes. */
  function choices(opened: number | null): Choices {
    const all: Item[][] = [];
    let items: Item[] = [];
    let or: number | null = null;
    for (;;) {
      take(SPACE);
      if (at === text.length || (opened !== null && text[at] === ')')) break;
      const start = at;
      if (take(OR)) {
        if (items.length === 0) throw lonelyOr(start);
        all.push(items);
        items = [];
        or = start;
      } else items.push(item(opened !== null));
    }
    if (items.length === 0 && or !== null) throw lonelyOr(or);
    return items.length === 0 ? all : [...all, items];
  }

  function item(isInBrackets: boolean): Item {
    const start = at;
    const isNegated =
      text[at] === '-' && /\S/.test(text[at + 1] ?? '') && !(isInBrackets && text[at + 1] === ')');
    if (isNegated) at++;
    if (text[at] === '(') return group(start, isNegated);
    const before = at;
    const found = take(KEY)?.[1]?.toLowerCase();
    const key = found !== undefined && isKey(found, before) ? found : null;
    if (key === null) at = before;
    const from = at;
    const { value, end } = readValue(text, at, isInBrackets);
    at = end;
    return { kind: 'term', isNegated, key, value, at: { start: from, end }, start, end };
  }

  function group(start: number, isNegated: boolean): Item {
    const opened = at++;
    if (++depth > MAX_DEPTH)
      throw new Problem('Too many brackets within each other. To search for them, put them in quotes.', {
        start: opened,
        end: at,
      });
    const inside = choices(opened);
    if (text[at] !== ')')
      throw new Problem('This bracket is not closed. To search for one, put it in quotes: "("', {
        start: opened,
        end: opened + 1,
      });
    at++;
    depth--;
    if (inside.length === 0)
      throw new Problem('Nothing is in these brackets. To search for them, put them in quotes: "()"', {
        start: opened,
        end: at,
      });
    return { kind: 'group', isNegated, choices: inside, start, end: at };
  }

  return choices(null);
}

const lonelyOr = (start: number): Problem =>
  new Problem('OR stands between two terms. To search for the word, put it in quotes: "OR"', {
    start,
    end: start + 2,
  });
