import type { ConnectionTape, Direction } from '../../tape/index.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import type { Close } from './close.ts';
import type { Framing } from './packets.ts';

/** Frames and payload bytes that went one way. */
export interface Traffic {
  frames: number;
  bytes: number;
}

/** What was read of one WebSocket so far: all that its rows, its summary, its cost and its lane are made of. */
export interface WebSocketState {
  readonly id: string;
  readonly tape: ConnectionTape;
  readonly facts: ConnectionFacts;
  readonly traffic: Readonly<Record<Direction, Readonly<Traffic>>>;
  /** Frames among them that carry no message: ping, pong and close (RFC 6455, 5.5). */
  readonly control: Readonly<Record<Direction, number>>;
  /** Bytes before all their payloads, computed. */
  readonly frameHeaders: number;
  /** Frames that were not kept whole, and how many of their bytes were not kept. */
  readonly cut: Readonly<Traffic>;
  /** The first close frame: its sender is the side that closed. */
  readonly close: (Close & { readonly direction: Direction }) | null;
  readonly framing: Framing;
  /** Number of the frame of the last message, control frames left out; -1 before the first. */
  readonly lastMessage: number;
  /** Tape time of the last frame, milliseconds; null before the first. */
  readonly lastFrameAt: number | null;
}
