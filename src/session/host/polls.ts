import type { Cycle, EndpointChoice, PollOverview, PollRows } from '../../channels/model/polls.ts';
import type { RepeatingRequests, RequestGroupDetail } from '../../channels/model/requests.ts';

/** The poll loops of the shown tape, the other requests that repeat, and what the user says is a loop. */
export interface PollsHost {
  /** The cycles of a poll loop; null for other channels. */
  cycles(stream: string): CyclesView | null;
  /** A poll loop summed up; null for other channels. */
  overview(stream: string): PollOverview | null;
  /** Which rows Events shows of a poll loop; views that are open follow. */
  showRows(stream: string, rows: PollRows): void;
  /** Requests that repeat and are no channel, as the grid Requests has them; the same object until something changes. */
  repeating(): RepeatingRequests;
  /** One group of them looked into; null where there is none of that id. */
  requestGroup(id: string): RequestGroupDetail | null;
  /** The endpoint whose responses the user wants shown as streams, where a row is one of them; null for others. */
  streamEndpoint(stream: string): string | null;
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
