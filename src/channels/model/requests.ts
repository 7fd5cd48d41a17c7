/** What repeats and is no stream, as the grid Requests shows it: plain data, made when it is looked at. */
import type { AnsweredBy, Context, EndpointChoice, Via } from '../../tape/index.ts';
import type { Cycle, RequestsLabel } from './polls.ts';

/** Requests that repeat: of one line of one page or worker, by one method to one address, for one operation. */
export interface RequestGroup {
  /** Names it while the tape lives: “requests” and the id of its first connection. */
  readonly id: string;
  readonly name: string;
  /** Method, origin and path, with {} for what varies in it, and the operation; names it for {@link EndpointChoice}. */
  readonly endpoint: string;
  readonly method: string;
  readonly via: Via;
  readonly context: Context;
  /** Those that are no poll of a row in Streams. */
  readonly requests: number;
  /** How many different questions they ask. */
  readonly questions: number;
  readonly label: RequestsLabel;
  /** Why it is called so, in a sentence. */
  readonly why: string;
  /** How the latest failed, in a sentence or two; null where its latest three did not fail. */
  readonly failing: string | null;
  /** Of the latest response; null where none came. */
  readonly status: number | null;
  /** Tape times of the first and of the latest request, milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly choice: EndpointChoice | null;
  /** A recording answered them in place of the server. Absent where none did. */
  readonly answeredBy?: AnsweredBy;
}

/** All of them. */
export interface RepeatingRequests {
  /** Those that fail first, then in the order in which they were first seen. */
  readonly groups: readonly RequestGroup[];
  /** Sums over all groups. */
  readonly requests: number;
  readonly failing: number;
  /** Requests that are counted in no group, since there are too many groups. */
  readonly others: number;
}

/** One question of a group, and how often it was asked. */
export interface RequestQuestion {
  /** Its parameters, as “room=red, page 2”; '' where it has none. */
  readonly text: string;
  readonly requests: number;
  readonly lastAt: number;
  readonly status: number | null;
}

/** A group looked into. */
export interface RequestGroupDetail {
  readonly group: RequestGroup;
  /** The latest, at most 40. */
  readonly questions: readonly RequestQuestion[];
  /** The latest requests, oldest first, at most 50. */
  readonly latest: readonly Cycle[];
}
