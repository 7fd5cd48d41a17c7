import { ConnectionLane } from '../connection/lanes/lane.ts';
import type { Lane, Ticks } from '../model/lane.ts';
import { TickKind } from '../model/timeline.ts';
import type { WebSocketState } from './state.ts';
import { webSocketVerdict } from './verdict.ts';

/** A new lane of a WebSocket: a tick a frame, by its direction. @param number of the connection in its chain, from 1. */
export function webSocketLane(socket: WebSocketState, number: number): Lane {
  const { id, facts, tape } = socket;
  const source = {
    id,
    facts,
    tape,
    ticks: [frameTicks(socket)],
    verdict: () => webSocketVerdict(socket),
    firstAt: () => (tape.hasFrames ? tape.frames.at(0) : null),
  };
  return new ConnectionLane(source, number);
}

function frameTicks({ tape }: WebSocketState): Ticks {
  return {
    get count() {
      return tape.hasFrames ? tape.frames.count : 0;
    },
    kinds: [TickKind.Sent, TickKind.Received],
    at: (frame) => tape.frames.at(frame),
    kind: (frame) => (tape.frames.direction(frame) === 'sent' ? TickKind.Sent : TickKind.Received),
  };
}
