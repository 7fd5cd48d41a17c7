import type { FilterError } from '../../model/events.ts';
import { filterKey } from './keys/index.ts';
import { meaning } from './meaning.ts';
import { meantKey } from './misspelt.ts';
import { parse } from './syntax/parse.ts';
import { type Place, Problem } from './syntax/tree.ts';
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
