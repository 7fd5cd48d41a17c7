import type { Channel, ChannelRows } from './channel.ts';
import { type Surroundings, summaryOf } from './detail.ts';
import { blockDetail } from './merge.ts';
import type { BlockDetail, Payload, StreamSummary } from './model.ts';
import { payloadOf } from './row-text.ts';
import type { StreamChannel } from './stream.ts';
import { StreamRows } from './stream-rows.ts';
import type { Lane } from './timeline/lane.ts';
import { streamLane } from './timeline/stream-lane.ts';

/** The event stream of one source. */
export class Chain implements Channel {
  readonly rows: ChannelRows;
  readonly #stream: StreamChannel;
  readonly #lanes: readonly Lane[];

  constructor(stream: StreamChannel) {
    this.#stream = stream;
    this.rows = new StreamRows(stream);
    this.#lanes = [streamLane(stream, 1)];
  }

  get id(): string {
    return this.#stream.id;
  }

  summary(around: Surroundings): StreamSummary {
    return summaryOf(this.#stream, around);
  }

  lanes(): readonly Lane[] {
    return this.#lanes;
  }

  block(key: number): BlockDetail | null {
    return blockDetail(this.#stream, key);
  }

  payload(key: number): Payload | null {
    return payloadOf(this.#stream, key);
  }
}
