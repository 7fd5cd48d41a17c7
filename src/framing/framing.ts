/** How a body that is no event stream is cut into records, and what reads it. */
import type { RecordReader } from './record.ts';

/** What a response says of its body, and what was asked for. */
export interface ResponseHeaders {
  /** The address that was asked for; absent where it is not known. Some protocols are known by its form. */
  readonly url?: string | undefined;
  /** Type and subtype in lower case, as the browser made it of Content-Type; '' where the server sent none. */
  readonly mimeType: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** certain: Content-Type says so, or an address that only this protocol has; likely: the body looks like it. */
export type Claim = 'certain' | 'likely';

/** Where a reader begins: at the first byte of a body, where another one can be followed, or behind bytes that are missing. */
export type Begins = 'start' | 'border' | 'middle';

/** A way to cut a body into records. */
export interface Framing {
  /** kebab-case; stays the same from version to version. */
  readonly id: string;
  /** What a person calls it, as “JSON lines”. */
  readonly label: string;
  /** What it calls one record. */
  readonly noun: { readonly one: string; readonly many: string };
  /** Where it is written. */
  readonly source: string;
  /** What makes a claim certain before any byte came; absent where that is Content-Type. */
  readonly statedBy?: string;
  /** Whether the data of a record is to be JSON. */
  readonly isJson: boolean;
  /**
   * Whether a body is framed so; null where it is not.
   * @param head the first bytes of the body, as far as they came; empty before the first.
   */
  claims(response: ResponseHeaders, head: Uint8Array): Claim | null;
  /** A reader of a body, or of the rest of one. */
  open(response: ResponseHeaders, begins?: Begins): RecordReader;
}
