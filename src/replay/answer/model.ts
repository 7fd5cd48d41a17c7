/** What a user asks for and sees while a recording answers requests of the page. Plain data. */
import type { ServeOptions } from '../serving/index.ts';

/** Whether the address of a request must be the very same, or only begin so: the query of a poll is its cursor. */
export type AddressMatch = 'exact' | 'begins-with';

/** Which requests are answered, and how. */
export interface AnswerRule {
  /** The address, or what it begins with. No character of it means another. */
  readonly url: string;
  readonly match: AddressMatch;
  readonly method: string;
  /** How many requests, before the server answers again; null until stopped. */
  readonly times: number | null;
  /** Whether it outlives the page's going elsewhere. A reload never ends it. */
  readonly keep: boolean;
  readonly options: ServeOptions;
}

/** Who answers: a replay server, by the address of the channel there, or the browser, with the whole body at once. */
export type Answerer = { readonly kind: 'server'; readonly channel: string } | { readonly kind: 'browser' };

/** Why it is no longer in force. */
export type AnsweringEnd = 'stopped' | 'used-up' | 'navigated' | 'detached';

export interface AnsweringStatus {
  readonly rule: AnswerRule;
  /** What is answered, in words: “GET https://site.test/sse”, with “…” behind it where the address only begins so. */
  readonly what: string;
  readonly answerer: Answerer['kind'];
  /** Requests that were given to the recording so far. */
  readonly answered: number;
  /** What went wrong with the latest one, and what can be done about it; null where nothing did. */
  readonly problem: string | null;
  /** What is not as it was recorded, of the latest answer. */
  readonly notes: readonly string[];
  /** Null while it is in force. */
  readonly ended: AnsweringEnd | null;
}
