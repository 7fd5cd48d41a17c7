import { type EventStreamReader, Field, fieldValue, Outcome, type Peek } from '../../../sse/index.ts';
import type { EventStream } from '../event-stream.ts';
import type { Segment } from '../segment.ts';
import { refusalOf } from '../state/verdict.ts';
import { segmentOf } from './row-facts.ts';

/** Lines of a block that are looked at for what it did: it is asked at every draw. */
const MAX_LINES = 10_000;

/** Why a block became no event, and what it did all the same. */
export function whyDiscarded(stream: EventStream, segment: Segment, block: number, peek: Peek): string {
  const { reader } = segment;
  const first = reader.blockFirstLine(block);
  const last = reader.blockLastLine(block);
  if (reader.blockOutcome(block) === Outcome.Lost) {
    if (segment === stream.segment && wasNotRecorded(stream))
      return 'Not recorded to its end: Record was off';
    return 'Lost: the stream ended before its blank line';
  }
  const effects: string[] = [];
  for (let line = first; line < Math.min(last, first + MAX_LINES) && effects.length < 3; line++) {
    if (!reader.lineCounts(line)) continue;
    const field = reader.lineField(line);
    if (field === Field.Retry) effects.push(`retry set to ${fieldValue(reader, line, peek, 40)} ms`);
    if (field === Field.Id && reader.blockIdLine(block) === line) {
      effects.push(`last event ID set to “${fieldValue(reader, line, peek, 60)}”`);
    }
  }
  const done = effects.length > 0 ? `; ${effects.join(', ')}` : '';
  return `No data line, so no event${done}`;
}

/** Whether what follows the last bytes was not recorded: no bytes come after Record was off. */
function wasNotRecorded({ facts: { end, gaps } }: EventStream): boolean {
  return end?.inferred === 'capture-stopped' || gaps.some(({ chosen }) => chosen === 'record-off');
}

/** Why the open block has not gone out yet. */
export function whyPending(reader: EventStreamReader): string {
  const open = reader.open;
  if (open?.lineField === Field.Comment) return 'A comment whose line has not ended';
  if (open && open.lineField !== null) return 'Its last line has not ended; a blank line must follow';
  return 'Waits for a blank line: only that sends the event';
}

/** What the browser dispatched in place of an event, where it was something else; null where both agree. */
export function differs(stream: EventStream, key: number): string | null {
  const { differences } = stream.tape.dispatched;
  if (differences.length === 0) return null;
  const segment = segmentOf(stream, key);
  const event = segment.eventsBefore + segment.reader.firstEventFrom(stream.rows.ref(key));
  const difference = differences.find((candidate) => candidate.index === event);
  if (!difference) return null;
  const { type, id, data } = difference.record;
  return `The browser dispatched something else here: type ${type}, id ${id === '' ? 'empty' : id}, ${data.length} characters of data. See Connections.`;
}

/** Read from the bytes all the same, but no event for the page: an EventSource does not read what it refused. */
export function neverReached({ facts }: EventStream): string | null {
  const { request, response } = facts;
  if (request?.via !== 'eventsource' || !response || refusalOf(response) === null) return null;
  return 'Never reached the page: answer refused';
}
