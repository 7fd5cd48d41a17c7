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
  /** What states it before any byte came; absent where that is Content-Type. */
  readonly statedBy?: string;
  /** Whether the data of a record is to be JSON. */
  readonly isJson: boolean;
  /**
   * Whether it is certain that a body is framed so: Content-Type states it, or an address that only this protocol has, with what came.
   * Asked of nearly every response, so that it looks at the body last. Absent where nothing states it.
   * @param head the first bytes of the body, as far as they came; empty before the first.
   */
  isStated?(response: ResponseHeaders, head: Uint8Array): boolean;
  /** Whether a body looks as if it were framed so, where none is stated. Absent where looks do not show it. @param head as above. */
  isLikely?(response: ResponseHeaders, head: Uint8Array): boolean;
  /** A reader of a body, or of the rest of one. */
  open(response: ResponseHeaders, begins?: Begins): RecordReader;
}
