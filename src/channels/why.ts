import { type EventStreamReader, Field, fieldValue, Outcome, type Peek } from '../sse/index.ts';
import type { Segment } from './segment.ts';

/** Why a block became no event, and what it did all the same. */
export function whyDiscarded({ reader }: Segment, block: number, peek: Peek): string {
  const first = reader.blockFirstLine(block);
  const last = reader.blockLastLine(block);
  if (reader.blockOutcome(block) === Outcome.Lost) {
    return 'Discarded: the stream ended before the blank line that would have sent it';
  }
  const effects: string[] = [];
  for (let line = first; line < last && effects.length < 3; line++) {
    if (!reader.lineCounts(line)) continue;
    const field = reader.lineField(line);
    if (field === Field.Retry)
      effects.push(`reconnection time set to ${fieldValue(reader, line, peek, 40)} ms`);
    if (field === Field.Id && reader.blockIdLine(block) === line) {
      effects.push(`last event ID set to “${fieldValue(reader, line, peek, 60)}”`);
    }
  }
  const done = effects.length > 0 ? `; ${effects.join(', ')}` : '';
  return `No event: the block has no data line${done}`;
}

/** Why the open block has not gone out yet. */
export function whyPending(reader: EventStreamReader): string {
  const open = reader.open;
  if (open?.lineField === Field.Comment) return 'Pending: a comment whose line has not ended';
  if (open && open.lineField !== null)
    return 'Pending: its last line has not ended, and no blank line has come yet';
  return 'Pending: no blank line has come yet; only that sends the event';
}
