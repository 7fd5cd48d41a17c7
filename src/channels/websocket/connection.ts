import type { ByteLog, ConnectionTape, TapeRecord } from '../../tape/index.ts';
import { websocatOf } from '../connection/command.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import type { ConnectionView } from '../connection/view.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import { carryWebSocket } from './carry.ts';
import type { WebSocketMember } from './member.ts';
import { webSocketDetail } from './summary.ts';

/** One WebSocket, with the keys that its rows have in its channel. */
export class WebSocketConnection implements ConnectionView {
  readonly #member: WebSocketMember;
  readonly #keyOf: (row: number) => number;

  /** @param keyOf key, within the channel, of a row of this connection. */
  constructor(member: WebSocketMember, keyOf: (row: number) => number) {
    this.#member = member;
    this.#keyOf = keyOf;
  }

  get id(): string {
    return this.#member.id;
  }
  get tape(): ConnectionTape {
    return this.#member.tape;
  }
  get facts(): ConnectionFacts {
    return this.#member.facts;
  }
  get content(): ByteLog {
    return this.tape.frames.bytes;
  }

  detail(): ConnectionDetail {
    return webSocketDetail(this.#member);
  }

  command(): string {
    return websocatOf(this.facts);
  }

  rowAt(offset: number): number | null {
    const row = this.#member.rows.holding(offset);
    return row === null ? null : this.#keyOf(row);
  }

  timeAt(offset: number): number | null {
    const { frames } = this.tape;
    const frame = frames.holding(offset);
    return frame < 0 ? null : frames.at(frame);
  }

  /** Its frames are rows already. */
  raw(): null {
    return null;
  }

  carryOver(at: number, why: string): Iterable<TapeRecord> {
    return carryWebSocket(this.#member, at, why);
  }
}
