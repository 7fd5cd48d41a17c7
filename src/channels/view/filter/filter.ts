import type { FilterError } from '../../model/events.ts';
import { filterKey } from './keys/index.ts';
import { anywhere, meaning } from './meaning.ts';
import { meantKey } from './misspelt.ts';
import { parse } from './syntax/parse.ts';
import { type Place, Problem } from './syntax/tree.ts';
import { readValue } from './syntax/value.ts';
import type { RowTest } from './terms/row.ts';

export type { FilterRow } from './terms/row.ts';

export interface Filter {
  /** True where nothing is asked: every row passes unread. */
  readonly passesAll: boolean;
  readonly matches: RowTest;
}

export type ParsedFilter = { readonly filter: Filter; readonly error: FilterError | null };

const everything: Filter = { passesAll: true, matches: () => true };

/**
 * Reads a filter: docs/filter.md says what can be written. Never throws: what is wrong is named in `error` with its place,
 * and then every row passes.
 */
export function parseFilter(text: string): ParsedFilter {
  try {
    const choices = parse(text, (word, start) => isKey(text, word, start));
    if (choices.length === 0) return { filter: everything, error: null };
    return { filter: { passesAll: false, matches: meaning(choices) }, error: null };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const { message, place, instead } = problem;
    return { filter: everything, error: { text: message, ...place, instead } };
  }
}

/** A text that is sought as it is, anywhere: no key, no bracket. What stands between slashes is a regular expression, if it is one. */
export function findFilter(text: string): Filter {
  const { value, end } = readValue(text, 0, false);
  const regex = value.kind === 'regex' && end === text.length ? anywhere(value) : null;
  const test = regex && !('wrong' in regex) ? regex : anywhere({ kind: 'text', text });
  return 'wrong' in test ? everything : { passesAll: false, matches: test };
}

/** What both let pass. */
export const both = (one: Filter, other: Filter): Filter =>
  one.passesAll ? other : { passesAll: false, matches: (row) => one.matches(row) && other.matches(row) };

/** Throws where the word was probably meant to be a key: as text it would match nothing, and nobody would know why. */
function isKey(text: string, word: string, start: number): boolean {
  if (filterKey(word)) return true;
  const colon = start + word.length;
  // The begin of an address, whatever its scheme is.
  if (text.startsWith('//', colon + 1)) return false;
  const meant = meantKey(word);
  if (meant === null) return false;
  const place: Place = { start, end: colon + 1 };
  throw new Problem(
    `There is no filter ${text.slice(start, colon)}:. Did you mean ${meant}:? To search for it as text, put it in quotes.`,
    place,
    text.slice(0, start) + meant + text.slice(colon),
  );
}
