import { fieldValue } from '../sse/index.ts';
import type { TapeRecord } from '../tape/index.ts';
import type { Channels } from './channels.ts';
import type { EventStream } from './event-stream/event-stream.ts';
import { peekOf, type Segment } from './event-stream/segment.ts';
import { carryWebSocket } from './websocket/carry.ts';
import { WebSocketChannel } from './websocket/websocket.ts';

/**
 * What a new tape must begin with so that the connections still open continue under it: their request and answer as they
 * were, a gap that says why what came is gone, and the bytes from which the reader can continue without tearing
 * an event (the open block, and events the browser has read but not yet reported as dispatched).
 */
export function* carryOver(channels: Channels, at: number, why: string): Generator<TapeRecord> {
  const wall = channels.tape.wall(at);
  if (!Number.isNaN(wall)) yield { kind: 'clock', at, wall };
  const open = [...channels.streams(), ...channels.webSockets()].filter(({ facts }) => !facts.end);
  open.sort((left, right) => openedAt(left) - openedAt(right));
  for (const each of open) {
    if (each instanceof WebSocketChannel) yield* carryWebSocket(each, at, why);
    else yield* carryStream(each, at, why);
  }
  for (const exchange of channels.polls.running()) {
    const stream = channels.stream(exchange.id);
    if (stream) yield* carryStream(stream, at, why);
  }
}

function openedAt({ facts }: EventStream | WebSocketChannel): number {
  return facts.request?.at ?? 0;
}

function* carryStream(stream: EventStream, at: number, why: string): Generator<TapeRecord> {
  const { facts, tape } = stream;
  const on = stream.id;
  for (const fact of [facts.request, facts.sent, ...facts.redirects, facts.response, facts.fidelity.at(-1)]) {
    if (fact) yield fact;
  }
  if (facts.suspendedAt !== null) yield { kind: 'suspend', at: facts.suspendedAt, on };
  if (stream.lastByteAt === null) return;

  const from = firstNeeded(stream);
  yield { kind: 'gap', at, on, why, lastEventId: from.lastEventId };
  for (let chunk = tape.chunks.holding(from.offset); chunk >= 0 && chunk < tape.chunks.count; chunk++) {
    const start = Math.max(from.offset, tape.chunks.start(chunk));
    const end = tape.keptEnd(chunk);
    const bytes = start < end ? tape.bytes.peek(start, end) : null;
    if (bytes) yield { kind: 'chunk', at: tape.chunks.at(chunk), on, length: bytes.length, bytes };
  }
  yield* tape.dispatched.waiting();
}

/** Where in the connection's bytes a reader must begin, and the last event ID in force there. */
function firstNeeded(stream: EventStream): { offset: number; lastEventId: string } {
  const { segment, tape } = stream;
  if (!segment || segment.reader.finished)
    return { offset: tape.bytes.length, lastEventId: stream.lastEventId };
  const { reader, base } = segment;
  const reported = Math.max(0, tape.dispatched.comparedCount - segment.eventsBefore);
  const native = stream.facts.request?.via === 'eventsource' && tape.dispatched.count > 0;
  if (!native || reported >= reader.eventCount) {
    return { offset: base + (reader.open?.start ?? reader.length), lastEventId: stream.lastEventId };
  }
  const block = reader.eventBlock(reported);
  return {
    offset: base + reader.lineStart(reader.blockFirstLine(block)),
    lastEventId: idBefore(segment, block, stream),
  };
}

/** The last event ID in force when a block began. */
function idBefore(segment: Segment, block: number, stream: EventStream): string {
  const line = block > 0 ? segment.reader.blockIdLine(block - 1) : -1;
  if (line === -1) return segment.reader.initialLastEventId;
  return fieldValue(segment.reader, line, peekOf(segment, stream.tape.bytes));
}
