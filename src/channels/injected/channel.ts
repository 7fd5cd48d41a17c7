import { nameOfUrl } from '../../format/url-name.ts';
import { type InjectedRecord, injectedId } from '../../tape/index.ts';
import { LoadSums } from '../connection/cost/sums.ts';
import type { Channel, ChannelRows, RowText } from '../model/channel.ts';
import type { Cost } from '../model/cost.ts';
import type { EventRow, Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ChannelSummary } from '../model/stream.ts';
import { injectedCells, injectedPayload, injectedSize, injectedText } from './row.ts';

/**
 * What the user sent to objects of one address that have no connection on the tape (it was cleared, or opened
 * before capture and not identified). It has rows like any other, so that what was sent can be seen.
 */
export class InjectedChannel implements Channel {
  readonly id: string;
  readonly rows: ChannelRows;
  readonly answeredBy = null;
  readonly #records: [InjectedRecord, ...InjectedRecord[]];

  constructor(first: InjectedRecord) {
    this.id = injectedId(first);
    this.#records = [first];
    this.rows = new InjectedRows(this.id, this.#records);
  }

  get version(): number {
    return this.#records.length;
  }

  add(record: InjectedRecord): void {
    this.#records.push(record);
  }

  summary(): ChannelSummary {
    const [{ to, url, at }] = this.#records;
    const last = this.#records.at(-1)?.at ?? at;
    return {
      kind: 'stream',
      id: this.id,
      transport: to === 'websocket' ? 'websocket' : 'sse',
      connections: 0,
      name: nameOfUrl(url),
      url,
      candidates: [],
      method: 'GET',
      via: to,
      context: { kind: 'unknown', id: '' },
      state: { kind: 'ended', at: last, good: true, inferred: true },
      status: null,
      verdict: `Only what you sent to the page’s own ${to === 'websocket' ? 'WebSocket' : 'EventSource'}: no connection of this address is on the tape.`,
      fidelity: 'messages',
      events: 0,
      comments: 0,
      discarded: 0,
      bytes: 0,
      openedAt: at,
      lastByteAt: null,
      warnings: [],
    };
  }

  /** Nothing of it went over the wire. */
  cost(): Cost {
    const messages = { received: 0, sent: 0 };
    return { ...new LoadSums().read(), messages, empty: null, openedAt: this.#records[0].at, lastAt: null };
  }

  /** Its own, by which an export finds what it holds. */
  connectionIds(): readonly string[] {
    return [this.id];
  }

  lanes(): readonly Lane[] {
    return [];
  }

  block(): null {
    return null;
  }

  payload(key: number): Payload {
    return injectedPayload(this.#records[key]);
  }
}

class InjectedRows implements ChannelRows {
  readonly #channel: string;
  readonly #records: readonly InjectedRecord[];
  readonly comments = 0;
  readonly hasPending = false;

  constructor(channel: string, records: readonly InjectedRecord[]) {
    this.#channel = channel;
    this.#records = records;
  }

  get count(): number {
    return this.#records.length;
  }
  isComment(): boolean {
    return false;
  }
  describe(key: number): EventRow {
    const at = this.time(key);
    return {
      key,
      at,
      delta: key > 0 ? at - this.time(key - 1) : null,
      connection: this.#channel,
      ...injectedCells(this.#records[key]),
    };
  }
  text(key: number): RowText {
    return injectedText(this.#records[key]);
  }
  time(key: number): number {
    return this.#records[key]?.at ?? 0;
  }
  size(key: number): number {
    return injectedSize(this.#records[key]);
  }
}
