import type { ByteLog, ConnectionTape, TapeRecord } from '../../tape/index.ts';
import { curlOf } from '../connection/command.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import type { ConnectionView } from '../connection/view.ts';
import { RawIndex } from '../connection/wire/raw.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { Environment } from '../model/environment.ts';
import { carryStream } from './carry.ts';
import { detailOf } from './detail.ts';
import type { EventStream } from './event-stream.ts';
import { rowAt } from './rows/row-at.ts';

/** One connection's event stream, with the keys that its rows have in its channel. */
export class EventStreamConnection implements ConnectionView {
  readonly #stream: EventStream;
  readonly #keyOf: (row: number) => number;

  /** @param keyOf key, within the channel, of a row of this connection. */
  constructor(stream: EventStream, keyOf: (row: number) => number) {
    this.#stream = stream;
    this.#keyOf = keyOf;
  }

  get id(): string {
    return this.#stream.id;
  }
  get tape(): ConnectionTape {
    return this.#stream.tape;
  }
  get facts(): ConnectionFacts {
    return this.#stream.facts;
  }
  get content(): ByteLog {
    return this.tape.bytes;
  }

  detail(environment: Environment): ConnectionDetail {
    return detailOf(this.#stream, environment);
  }

  command(): string {
    return curlOf(this.facts);
  }

  rowAt(offset: number): number | null {
    const row = rowAt(this.#stream, offset);
    return row === null ? null : this.#keyOf(row);
  }

  timeAt(offset: number): number | null {
    return this.tape.timeAt(offset);
  }

  raw(): RawIndex {
    return new RawIndex(this.tape, (offset) => this.rowAt(offset), true);
  }

  carryOver(at: number, why: string): Iterable<TapeRecord> {
    return carryStream(this.#stream, at, why);
  }
}
