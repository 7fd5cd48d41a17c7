import { duration } from '../../format/durations.ts';
import type { EventStream } from '../event-stream/event-stream.ts';
import { streamLane } from '../event-stream/lane.ts';
import { blockDetail } from '../event-stream/merge/merge.ts';
import { payloadOf } from '../event-stream/rows/row-text.ts';
import type { BlockDetail } from '../model/block.ts';
import type { Channel } from '../model/channel.ts';
import type { Cost } from '../model/cost.ts';
import type { Environment } from '../model/environment.ts';
import type { Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ChannelSummary } from '../model/stream.ts';
import { ChainCost } from './cost.ts';
import type { ChainLink, Join } from './link.ts';
import {
  INITIAL_RECONNECT_STATE,
  type ReconnectState,
  reconnectStateAfter,
  sentId,
} from './reconnect-state.ts';
import { ChainRows, type ReconnectNote } from './rows.ts';
import { chainSummary } from './summary.ts';

/** The event stream of one source: its connections, each a reconnect of the one before. */
export class Chain implements Channel {
  readonly id: string;
  readonly rows = new ChainRows((connection) => this.#reconnectNote(connection));
  #links: ChainLink[] = [];
  readonly #lanes = new Map<EventStream, Lane>();
  readonly #cost = new ChainCost();

  /** @param id names the channel; its first connection's, or the one it had before the log was cleared. */
  constructor(stream: EventStream, id: string = stream.id) {
    this.id = id;
    stream.retryBefore = null;
    this.#links.push({ stream, join: null, stateBefore: INITIAL_RECONNECT_STATE });
    this.rows.add(stream);
    this.#cost.changed(stream);
  }

  get links(): readonly ChainLink[] {
    return this.#links;
  }

  get latest(): ChainLink {
    return this.#links.at(-1) as ChainLink;
  }

  /** Continues with another connection. */
  add(stream: EventStream, join: Join): void {
    const stateBefore = this.reconnectState();
    stream.retryBefore = stateBefore.retry;
    this.#links.push({ stream, join, stateBefore });
    this.rows.add(stream);
    this.#cost.changed(stream);
  }

  /** Something came on one of its connections. */
  changed(stream: EventStream): void {
    this.rows.updateKeys(this.indexOf(stream));
    this.#cost.changed(stream);
  }

  /** What the source has said up to its latest connection. */
  reconnectState(): ReconnectState {
    const { stream, stateBefore } = this.latest;
    return reconnectStateAfter(stream, stateBefore);
  }

  /** Of the latest connection more became known than when it was joined. */
  updateJoin(join: Join): void {
    this.#links[this.#links.length - 1] = { ...this.latest, join };
  }

  /** Takes the latest connection back, which turned out to be another's. @returns false where it has rows already. */
  dropLast(): boolean {
    if (!this.rows.dropLast()) return false;
    const dropped = this.#links.pop();
    if (dropped) {
      this.#lanes.delete(dropped.stream);
      this.#cost.dropped(dropped.stream);
    }
    return true;
  }

  indexOf(stream: EventStream): number {
    return this.#links.findLastIndex((link) => link.stream === stream);
  }

  summary(environment: Environment): ChannelSummary {
    return chainSummary(this.id, this.#links, environment);
  }

  cost(): Cost {
    const { received, ...summed } = this.#cost.read();
    const heard = this.#links.findLast(({ stream }) => stream.lastByteAt !== null);
    return {
      ...summed,
      messages: { received, sent: 0 },
      empty: null,
      openedAt: this.#links[0]?.stream.facts.request?.at ?? 0,
      lastAt: heard?.stream.lastByteAt ?? null,
    };
  }

  connectionIds(): readonly string[] {
    return this.#links.map(({ stream }) => stream.id);
  }

  lanes(): readonly Lane[] {
    return this.#links.map(({ stream }, index) => this.#laneOf(stream, index + 1));
  }

  block(key: number): BlockDetail | null {
    const [stream, local] = this.#place(key);
    const detail = stream && blockDetail(stream, local);
    return detail && { ...detail, key };
  }

  payload(key: number): Payload | null {
    const [stream, local] = this.#place(key);
    return stream ? payloadOf(stream, local) : null;
  }

  #laneOf(stream: EventStream, number: number): Lane {
    let lane = this.#lanes.get(stream);
    if (!lane) {
      lane = streamLane(stream, number);
      this.#lanes.set(stream, lane);
    }
    return lane;
  }

  #place(key: number): [stream: EventStream | null, local: number] {
    const place = this.rows.locate(key);
    const link = place && this.#links[place.connection];
    return link ? [link.stream, place.local] : [null, key];
  }

  #reconnectNote(connection: number): ReconnectNote {
    const link = this.#links[connection];
    const before = this.#links[connection - 1];
    const at = link?.stream.facts.request?.at ?? 0;
    const end = before?.stream.facts.end;
    const after = end ? `, ${duration(at - end.at)} after connection ${connection} ended` : '';
    const id = link ? sentId(link.stream) : undefined;
    const sent = id ? `; it sent Last-Event-ID ${id}` : '';
    return { at, text: `Connection ${connection + 1}${after}${sent}` };
  }
}
