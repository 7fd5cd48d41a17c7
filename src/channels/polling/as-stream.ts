import type { ConnectionTape } from '../../tape/index.ts';
import { EventStream } from '../event-stream/event-stream.ts';

/** Each as it was last asked for: a view on it starts over only when there is more. */
const made = new WeakMap<ConnectionTape, { stream: EventStream; facts: number; chunks: number }>();

/**
 * An ordinary exchange in the shape of a connection, so that its facts, its bytes and its cURL are read by the code for a
 * stream's. Its bytes are not read as an event stream. Made when it is looked at: most never are.
 */
export function exchangeAsStream(tape: ConnectionTape): EventStream {
  const known = made.get(tape);
  if (known?.facts === tape.facts.length && known.chunks === tape.chunks.count) return known.stream;
  const stream = new EventStream(tape);
  tape.facts.forEach((fact, row) => {
    stream.addFact(fact, row);
  });
  const { chunks } = tape;
  if (chunks.count > 0) stream.lastByteAt = chunks.at(chunks.count - 1);
  made.set(tape, { stream, facts: tape.facts.length, chunks: tape.chunks.count });
  return stream;
}
