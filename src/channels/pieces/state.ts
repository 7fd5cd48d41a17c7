import type { Framing, RecordState } from '../../framing/index.ts';
import type { ConnectionTape } from '../../tape/index.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import type { Segment } from './segment.ts';

/** How it is known what a body is framed by. */
export type FramingGround =
  /** Content-Type says so, or the address. */
  | 'stated'
  /** Its first bytes look like it; or nothing does, and its chunks are its records. */
  | 'looked'
  /** It is not known yet: too little has come. Nothing is read until it is. */
  | 'open';

/** What was read of one response so far: all that its rows, its summary, its cost and its lane are made of. */
export interface PiecesState {
  readonly id: string;
  readonly tape: ConnectionTape;
  readonly facts: ConnectionFacts;
  readonly framing: Framing;
  readonly ground: FramingGround;
  /** The endpoint whose responses the user wants shown as streams; null where it is one by the rule. */
  readonly byHand: string | null;
  readonly segments: readonly Segment[];
  /** Records so far, by their state. */
  readonly counts: Readonly<Record<RecordState, number>>;
  /** Tape time of the last byte, milliseconds; null before the first. */
  readonly lastByteAt: number | null;
}
