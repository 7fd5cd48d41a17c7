import { FILTER_KEYS } from './keys/index.ts';

/** Words that are one letter from a key and are no slip. */
const WORDS = new Set(['date', 'site', 'side']);

/**
 * The key that a word before a colon was probably meant to be; null where it is text, as in `http://x` or `status:200`.
 * It is one where the word is known to be written for it, or where one slip of the hand lies between the two: a letter
 * too many, missing, wrong, or two swapped. Of a short key only swapped letters count, since a word of two or three
 * letters is near to many others.
 */
export function meantKey(word: string): string | null {
  if (WORDS.has(word)) return null;
  return (
    FILTER_KEYS.find(({ also }) => also?.includes(word))?.name ??
    FILTER_KEYS.find(({ name }) => isSlip(word, name))?.name ??
    null
  );
}

const SHORT = 3;

function isSlip(word: string, name: string): boolean {
  let start = 0;
  while (start < word.length && word[start] === name[start]) start++;
  const [left, right] = [word.slice(start), name.slice(start)];
  const isSwapped =
    left.slice(0, 2) === [...right.slice(0, 2)].reverse().join('') && left.slice(2) === right.slice(2);
  if (name.length <= SHORT) return isSwapped && left.length > 1;
  return (
    (isSwapped && left.length > 1) ||
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1)
  );
}
