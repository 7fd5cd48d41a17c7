import type {
  Cycle,
  EndpointChoice,
  PollOverview,
  PollRows,
  RepeatingRequests,
} from '../../channels/model/polls.ts';

/** The poll loops of the shown tape, and what the user says is one. */
export interface PollsHost {
  /** The cycles of a poll loop; null for other channels. */
  cycles(stream: string): CyclesView | null;
  /** A poll loop summed up; null for other channels. */
  overview(stream: string): PollOverview | null;
  /** Which rows Events shows of a poll loop; views that are open follow. */
  showRows(stream: string, rows: PollRows): void;
  /** Requests that repeat and are no poll loop, the most frequent first. */
  repeating(): readonly RepeatingRequests[];
  /** What the user says of an endpoint, over the rule; null takes it back. Kept as long as the session, and on the tape. */
  setEndpointChoice(endpoint: string, intent: EndpointChoice | null): void;
}

export interface CyclesView {
  readonly count: number;
  /** Cycles `start` to `end` (exclusive, 0-based). */
  rows(start: number, end: number): readonly Cycle[];
  /** Position of the cycle on this connection, or -1. */
  indexOf(connection: string): number;
  /** Key of the first row of Events that came with this connection; null where none did. */
  rowOf(connection: string): number | null;
}
