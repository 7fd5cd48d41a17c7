import type { ChannelRows, RowText } from '../../model/channel.ts';
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
    return describeRow(this.#stream, key);
  }
  text(key: number): RowText | null {
    return wholeText(this.#stream, key);
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
}
