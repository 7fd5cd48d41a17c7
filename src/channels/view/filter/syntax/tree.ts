/** A filter as it was written, each part with its place in the text. */

/** From one character of the filter's text up to another. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What is sought: a word or a phrase, or a regular expression. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string };

export interface Term extends Place {
  readonly kind: 'term';
  readonly isNegated: boolean;
  /** The word before the colon, in small letters; null where there is none. */
  readonly key: string | null;
  readonly value: Value;
  /** Where the value stands. */
  readonly at: Place;
}

export interface Group extends Place {
  readonly kind: 'group';
  readonly isNegated: boolean;
  readonly choices: Choices;
}

export type Item = Term | Group;

/** What `OR` stands between; of each, all items are to hold. */
export type Choices = readonly (readonly Item[])[];

/** What is wrong with a filter, and where. */
export class Problem extends Error {
  readonly place: Place;
  /** The filter as it was probably meant. */
  readonly instead: string | null;

  constructor(text: string, { start, end }: Place, instead: string | null = null) {
    super(text);
    this.place = { start, end };
    this.instead = instead;
  }
}
