import { plural } from '../../src/format/numbers.ts';
import { type Fact, Facts } from '../shared/facts/facts.tsx';
import { bytesText } from '../shared/facts/wire-text.ts';
import type { ConnectionDetail } from '../types.ts';

type WebSocketDetail = NonNullable<ConnectionDetail['webSocket']>;

/** Applies to every WebSocket in Chromium. It is shown with each, where a user looks for pings. */
const NOTE =
  'The browser reports whole messages with their exact payload: unmasked, decompressed, put together from fragments. ' +
  'It reports no ping and no pong, so a heartbeat by these cannot be seen here, and none is missing.';

/** What was agreed on in the handshake, what went each way, and how it was closed. */
export function WebSocketFacts({ socket }: { socket: WebSocketDetail }) {
  return (
    <Facts title="WebSocket" {...(socket.hasOpened ? { note: NOTE } : {})} facts={webSocketFacts(socket)} />
  );
}

/** Of one that has not opened only what it asked for: nothing was agreed on, and nothing could go over it. */
export function webSocketFacts(socket: WebSocketDetail): Fact[] {
  const { subprotocol, subprotocolsAsked, extensions, packets, sent, received, cut } = socket;
  if (!socket.hasOpened) return [['Subprotocol', noneOf(subprotocolsAsked)]];
  return [
    ['Subprotocol', subprotocol ?? noneOf(subprotocolsAsked)],
    ['Extensions', extensions ?? 'none: frames are not compressed'],
    ['Packets', packets === null ? null : PACKETS[packets]],
    ['Sent', traffic(sent)],
    ['Received', traffic(received)],
    ['Cut', cut.frames === 0 ? null : `${plural(cut.frames, 'frame')}, ${bytesText(cut.bytes)} not kept`],
    ['Close code', closeFact(socket.close) ?? 'not known: Chromium reports no close frames'],
  ];
}

const PACKETS = {
  'engine.io': 'Engine.IO, recognised by its first frames: Type shows the packets’ types',
  'socket.io': 'Socket.IO on Engine.IO, recognised by its first frames: Type shows the packets’ types',
} as const;

function noneOf(asked: string | null): string {
  return asked === null ? 'none' : `none; the page offered ${asked}`;
}

function traffic({ frames, bytes }: WebSocketDetail['sent']): string {
  return frames === 0 ? 'nothing' : `${plural(frames, 'frame')}, ${bytesText(bytes)} of payload`;
}

function closeFact(close: WebSocketDetail['close']): string | null {
  if (!close) return null;
  const code = close.code === null ? 'no code' : `${close.code}, ${close.meaning}`;
  const reason = close.reason === '' ? 'without a reason' : `reason “${close.reason}”`;
  return `${code}; ${reason}; by the ${close.by} first`;
}
