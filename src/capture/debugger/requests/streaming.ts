/**
 * `Network.streamResourceContent`: from then on `Network.dataReceived` carries the bytes.
 *
 * Asked for when the request is made it keeps every byte, even of a stream that lasts 5 ms. Asked for at the response
 * it answers with what was buffered, unless the stream is over by then: after a good end the body can still be read,
 * but only as text.
 */

import { ProtocolError, type Transport } from '../../../protocol/transport.ts';
import { fromBase64 } from '../../../tape/index.ts';
import type { TapeClock } from '../../clock.ts';
import { bytesOfText } from '../../http/bytes.ts';
import { type ConnectionWriter, FOR_BYTES } from '../../http/connection-writer.ts';

/** The renderer answers from the page's thread, which may stand at a breakpoint: long, but not for ever. */
const DEADLINE = 300_000;

const OVER = /finished loading/i;

export interface StreamingNeeds {
  readonly transport: Transport;
  readonly clock: TapeClock;
  /** A call was given up. */
  readonly onNoAnswer: () => void;
}

/**
 * @param last false where another attempt follows at the response, so that a refusal settles nothing yet.
 */
export async function startStreaming(
  connection: ConnectionWriter,
  needs: StreamingNeeds,
  last: boolean,
): Promise<void> {
  const { transport, clock } = needs;
  const { requestId, session } = connection.identity;
  connection.hold(FOR_BYTES);
  try {
    const { bufferedData } = await transport.send(
      'Network.streamResourceContent',
      { requestId },
      session,
      DEADLINE,
    );
    if (connection.waitsFor(FOR_BYTES)) connection.bytesFrom(clock.now(), fromBase64(bufferedData));
  } catch (error) {
    if (!connection.waitsFor(FOR_BYTES)) return;
    if (error instanceof ProtocolError && error.timeout) needs.onNoAnswer();
    const why = error instanceof Error ? error.message : String(error);
    if (OVER.test(why)) await askForBody(connection, needs);
    else if (last || connection.ended)
      connection.withoutBytes(clock.now(), `The browser gave no bytes: ${why}`);
    else connection.release(FOR_BYTES);
  }
}

/** `Network.getResponseBody` of a stream that was over before streaming could begin. */
async function askForBody(connection: ConnectionWriter, { transport, clock }: StreamingNeeds): Promise<void> {
  const { requestId, session } = connection.identity;
  let why = 'The stream was over before its bytes could be asked for.';
  try {
    const { body, base64Encoded } = await transport.send(
      'Network.getResponseBody',
      { requestId },
      session,
      DEADLINE,
    );
    const bytes = base64Encoded ? fromBase64(body) : bytesOfText(body, connection.decoded);
    if (bytes !== null) {
      if (connection.waitsFor(FOR_BYTES)) connection.bytesFrom(clock.now(), bytes);
      return;
    }
    why += ' Its text could be had, but not turned back into the same bytes.';
  } catch (error) {
    why += ` ${error instanceof Error ? error.message : String(error)}`;
  }
  if (connection.waitsFor(FOR_BYTES)) connection.withoutBytes(clock.now(), why);
}
