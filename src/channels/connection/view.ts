import type { ByteLog, ConnectionTape, TapeRecord } from '../../tape/index.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { Environment } from '../model/environment.ts';
import type { ConnectionFacts } from './facts.ts';
import type { RawIndex } from './wire/raw.ts';

/** One connection as every part of the panel sees it, whatever goes over it. Offsets count bytes of {@link content}. */
export interface ConnectionView {
  readonly id: string;
  readonly tape: ConnectionTape;
  readonly facts: ConnectionFacts;
  /** What the ranges of its rows count: the bytes of its body, or its payloads end to end. */
  readonly content: ByteLog;
  /** All that is known of it: its state and what that means, headers, how it ended. */
  detail(environment: Environment): ConnectionDetail;
  /** A command for a POSIX shell that asks for the same again. */
  command(): string;
  /** Key, within its channel, of the row that the byte at `offset` belongs to; null where none does. */
  rowAt(offset: number): number | null;
  /** Tape time at which the byte at `offset` came, milliseconds; null where it is not known. */
  timeAt(offset: number): number | null;
  /** Its wire, cut into rows; null where it has none that can be read on (a WebSocket's frames are its rows). */
  raw(): RawIndex | null;
  /** What a new tape must begin with so that it continues there; `why` says what became of the rest. `at` is tape time. */
  carryOver(at: number, why: string): Iterable<TapeRecord>;
}
