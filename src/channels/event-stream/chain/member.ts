import { nameOfUrl } from '../../../format/url-name.ts';
import type { ChainMember, MemberFigures } from '../../chain/member.ts';
import { loadOf } from '../../connection/cost/load.ts';
import type { ConnectionFacts } from '../../connection/facts.ts';
import type { BlockDetail } from '../../model/block.ts';
import type { Companion, StreamClient } from '../../model/companion.ts';
import type { Environment } from '../../model/environment.ts';
import type { Payload } from '../../model/events.ts';
import type { Lane } from '../../model/lane.ts';
import type { ChannelSummary } from '../../model/stream.ts';
import type { EventStream } from '../event-stream.ts';
import { streamLane } from '../lane.ts';
import { blockDetail } from '../merge/merge.ts';
import { RowKind } from '../row-table.ts';
import { payloadOf } from '../rows/row-text.ts';
import { EventStreamRows } from '../rows/stream-rows.ts';
import { summaryOf, warningsOf } from '../summary.ts';

/** Bytes at the end of an event stream in which a server says that it closes a session. */
const MAX_CLOSE = 512;
const NOTHING = { events: 0, sent: 0, discarded: 0, bytes: 0 } as const;

const decoder = new TextDecoder();

/** One connection's event stream as its chain sees it. */
export class EventStreamMember implements ChainMember {
  readonly id: string;
  readonly stream: EventStream;
  readonly facts: ConnectionFacts;
  readonly rows: EventStreamRows;
  /** Beside the first event stream of a known client's session. */
  companion: Companion | null = null;

  constructor(stream: EventStream) {
    this.id = stream.id;
    this.stream = stream;
    this.facts = stream.facts;
    this.rows = new EventStreamRows(stream);
  }

  /** The known client that it is of; null where it is none's, as far as is known. */
  get client(): StreamClient | null {
    return this.rows.client;
  }
  set client(client: StreamClient | null) {
    this.rows.client = client;
  }

  /** How the server closed its session, in a sentence; null where it did not, or where that is none of a known client's. */
  get closing(): string | null {
    const { bytes } = this.stream.tape;
    if (!this.client || !this.facts.end) return null;
    const end = bytes.peek(Math.max(0, bytes.length - MAX_CLOSE), bytes.length);
    return end && this.client.closing(decoder.decode(end));
  }

  get lastAt(): number | null {
    return this.stream.lastByteAt;
  }

  summary(environment: Environment): ChannelSummary {
    const summary = summaryOf(this.stream, environment);
    const { client, companion, closing } = this;
    if (!client) return summary;
    return {
      ...summary,
      name: nameOfUrl(client.base),
      client: client.label,
      base: client.base,
      verdict: closing === null ? summary.verdict : `${closing} ${summary.verdict}`,
      events: summary.events + (companion?.events ?? 0),
      comments: summary.comments + (companion?.rows.comments ?? 0),
      discarded: summary.discarded + (companion?.discarded ?? 0),
      bytes: summary.bytes + (companion?.bytes ?? 0),
    };
  }

  warnings(): readonly string[] {
    return warningsOf(this.stream);
  }

  figures(): MemberFigures {
    const { facts, stream } = this;
    const { counts } = stream.rows;
    const { events: beside, sent, discarded, bytes } = this.companion ?? NOTHING;
    const events = counts[RowKind.Event] + counts[RowKind.Message] + beside;
    return {
      load: loadOf({ ...facts, sent: facts.sentRecords }, stream.tape),
      received: events - sent,
      sent,
      events,
      comments: counts[RowKind.Comment] + (this.companion?.rows.comments ?? 0),
      discarded: counts[RowKind.Discarded] + discarded,
      bytes: stream.tape.chunks.total + bytes,
    };
  }

  block(key: number): BlockDetail | null {
    return blockDetail(this.stream, key);
  }

  payload(key: number): Payload | null {
    return payloadOf(this.stream, key);
  }

  lane(number: number): Lane {
    return streamLane(this.stream, number, () => this.companion?.ticks ?? null);
  }
}
