import { type ChannelRows, PENDING, type RowText } from '../../model/channel.ts';
import type { StreamClient } from '../../model/companion.ts';
import type { EventRow } from '../../model/events.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { describeRow } from './describe.ts';
import { hasPending } from './pending.ts';
import { sizeOf, timeOf } from './row-facts.ts';
import { RowOrder } from './row-order.ts';
import { wholeText } from './row-text.ts';

/** The rows of one connection's event stream, as a view wants them. */
export class EventStreamRows implements ChannelRows {
  readonly #stream: EventStream;
  readonly #order: RowOrder;
  /** The known client whose frames are the data of the events; null where it is none's, as far as is known. */
  client: StreamClient | null = null;

  constructor(stream: EventStream) {
    this.#stream = stream;
    this.#order = new RowOrder(stream);
  }

  get count(): number {
    return this.#stream.rows.count;
  }
  get comments(): number {
    return this.#stream.rows.counts[RowKind.Comment];
  }
  get hasPending(): boolean {
    return hasPending(this.#stream);
  }
  isComment(key: number): boolean {
    return this.#stream.rows.kind(key) === RowKind.Comment;
  }
  describe(key: number): EventRow {
    const row = describeRow(this.#stream, key);
    if (!this.client || (row.kind !== 'event' && row.kind !== 'message')) return row;
    return { ...row, direction: 'received', type: this.client.typeOf(row.data) ?? row.type };
  }
  text(key: number): RowText | null {
    const text = wholeText(this.#stream, key);
    if (!this.client || !text || !this.#isEvent(key)) return text;
    return { ...text, direction: 'received', type: this.client.typeOf(text.data) ?? text.type };
  }
  time(key: number): number {
    return timeOf(this.#stream, key);
  }
  firstFrom(time: number): number | null {
    return this.#order.firstFrom(time);
  }
  size(key: number): number {
    return sizeOf(this.#stream, key);
  }

  #isEvent(key: number): boolean {
    if (key === PENDING) return false;
    const kind = this.#stream.rows.kind(key);
    return kind === RowKind.Event || kind === RowKind.Message;
  }
}
