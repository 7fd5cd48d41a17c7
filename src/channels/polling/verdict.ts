import { count, plural } from '../../format/numbers.ts';
import type { CycleOutcome } from '../model/polls.ts';
import type { ConnectionState } from '../model/stream.ts';
import type { Exchange } from './exchange.ts';

/** The request of a loop that says what it is doing, and its number, from 1. */
export interface Telling {
  readonly exchange: Exchange | undefined;
  readonly number: number;
  /** How many there are. */
  readonly of: number;
}

/** Why a loop does not continue: its page is gone, or a recording answered the next request of its page. */
export type Closed = 'page' | 'recording';

/** What a poll loop is doing, in one sentence. @param isUnseen whether recording has stopped since its last request began. */
export function loopVerdict(
  telling: Telling,
  state: ConnectionState,
  isUnseen: boolean,
  closed: Closed | null,
): string {
  const last = telling.exchange;
  const number = count(telling.number);
  if (last?.end?.inferred === 'capture-stopped') {
    return `Recording stopped while request ${number} ran: whether the page continues polling is not known.`;
  }
  if (isUnseen)
    return `Recording stopped after request ${number}: whether the page continues polling is not known.`;
  if (closed === 'recording' && last?.isOver)
    return `The server answered ${plural(telling.of, 'request')}; a recording answered the next one.`;
  if (state.kind === 'ended') return `Polling ended with its page, after ${count(telling.of)} requests.`;
  if (!last?.isOver) {
    return last?.response
      ? `Polling: the answer to request ${number} is coming.`
      : `Polling: request ${number} is held by the server, or on its way.`;
  }
  return `Polling: request ${number} is over, and no other has begun since.`;
}

/** What is worth a warning sign. */
export function loopWarnings(outcomes: Readonly<Record<CycleOutcome, number>>): string[] {
  const warnings: string[] = [];
  if (outcomes.truncated > 0)
    warnings.push(`${plural(outcomes.truncated, 'answer')} broke off: see Connections.`);
  if (outcomes.fault > 0)
    warnings.push(
      `${plural(outcomes.fault, 'answer')} of a good status ${outcomes.fault === 1 ? 'is' : 'are'} no data: see Connections.`,
    );
  if (outcomes.error > 0) {
    warnings.push(`${plural(outcomes.error, 'request')} failed: see Connections.`);
  }
  return warnings;
}
