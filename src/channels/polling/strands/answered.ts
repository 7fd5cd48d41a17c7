import type { Exchange } from '../exchange.ts';
import type { Step } from './step.ts';

/** Answers that are searched, the latest ones: with several requests at a time the cursor is in any of them. */
const ANSWERS = 3;
/** Bytes of an answer that are searched. */
const MAX_BYTES = 16 * 1024;
/** A shorter text must stand by itself: “7” stands in every answer. */
const MIN_LENGTH = 4;

const decoder = new TextDecoder();

/** Says of a text whether it stands in one of the latest answers, or in its headers. They are read when it is first asked. */
export function answeredBy(steps: readonly Step[]): (value: string) => boolean {
  return (value) => {
    if (value === '') return false;
    let searched = 0;
    for (const step of steps.toReversed()) {
      if (!step.exchange.response) continue;
      if (contains(textOf(step), value)) return true;
      if (++searched === ANSWERS) return false;
    }
    return false;
  };
}

/** Of answers that are over. A step is forgotten after a few more, and this with it. */
const texts = new WeakMap<Step, string>();

function textOf(step: Step): string {
  const known = texts.get(step);
  if (known !== undefined) return known;
  const text = readText(step.exchange);
  if (step.exchange.end) texts.set(step, text);
  return text;
}

function readText({ tape, response }: Exchange): string {
  const { bytes } = tape;
  const body = bytes.peek(0, Math.min(bytes.length, MAX_BYTES));
  const headers = (response?.headers ?? []).map(([, value]) => value);
  return [...headers, body ? decoder.decode(body) : ''].join('\n');
}

function contains(answer: string, value: string): boolean {
  for (let at = answer.indexOf(value); at >= 0; at = answer.indexOf(value, at + 1)) {
    if (value.length >= MIN_LENGTH) return true;
    if (!isWord(answer[at - 1]) && !isWord(answer[at + value.length])) return true;
  }
  return false;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w.]/.test(character);
}
