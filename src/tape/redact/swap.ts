/** In which part of a record something stands. */
export type PlaceKind = 'header' | 'cookie' | 'query' | 'fragment' | 'userinfo' | 'path' | 'body' | 'text';

/** Where something stands, in words that can be shown: never a value. */
export interface Place {
  readonly kind: PlaceKind;
  /** The name of a header, cookie, parameter or field; '' where the kind is enough. */
  readonly name: string;
  /** Host and port it was sent to or came from; '' where not known. */
  readonly host: string;
}

/**
 * What is done with the parts of a text. To find secrets and to replace them are the same walk with another swap, so that
 * what one finds the other does not miss.
 */
export interface Swap {
  /** A secret by its place or its look, as it is written (percent-encoded in a URL). @returns what to write. */
  secret(written: string, place: Place): string;
  /** All other text: it may hold a secret that was found elsewhere. @returns what to write. */
  rest(text: string, place: Place): string;
}
