import type { ConnectionTape } from '../../tape/index.ts';
import { StreamChannel } from '../stream.ts';

/**
 * An ordinary exchange in the shape of a connection, so that its facts, its bytes and its cURL are told by what tells a
 * stream's. Its bytes are not read as an event stream. Made when it is looked at: most never are.
 */
export function exchangeStream(tape: ConnectionTape): StreamChannel {
  const stream = new StreamChannel(tape);
  tape.facts.forEach((fact, row) => {
    stream.takeFact(fact, row);
  });
  const { chunks } = tape;
  if (chunks.count > 0) stream.lastByteAt = chunks.at(chunks.count - 1);
  return stream;
}
