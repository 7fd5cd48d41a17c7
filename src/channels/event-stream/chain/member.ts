import type { ChainMember, MemberFigures } from '../../chain/member.ts';
import { loadOf } from '../../connection/cost/load.ts';
import type { ConnectionFacts } from '../../connection/facts.ts';
import type { BlockDetail } from '../../model/block.ts';
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

/** One connection's event stream as its chain sees it. */
export class EventStreamMember implements ChainMember {
  readonly id: string;
  readonly stream: EventStream;
  readonly facts: ConnectionFacts;
  readonly rows: EventStreamRows;

  constructor(stream: EventStream) {
    this.id = stream.id;
    this.stream = stream;
    this.facts = stream.facts;
    this.rows = new EventStreamRows(stream);
  }

  get lastAt(): number | null {
    return this.stream.lastByteAt;
  }

  summary(environment: Environment): ChannelSummary {
    return summaryOf(this.stream, environment);
  }

  warnings(): readonly string[] {
    return warningsOf(this.stream);
  }

  figures(): MemberFigures {
    const { facts, stream } = this;
    const { counts } = stream.rows;
    const events = counts[RowKind.Event] + counts[RowKind.Message];
    return {
      load: loadOf({ ...facts, sent: facts.sentRecords }, stream.tape),
      received: events,
      sent: 0,
      events,
      comments: counts[RowKind.Comment],
      discarded: counts[RowKind.Discarded],
      bytes: stream.tape.chunks.total,
    };
  }

  block(key: number): BlockDetail | null {
    return blockDetail(this.stream, key);
  }

  payload(key: number): Payload | null {
    return payloadOf(this.stream, key);
  }

  lane(number: number): Lane {
    return streamLane(this.stream, number);
  }
}
