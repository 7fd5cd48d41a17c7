/** The conversation of a client that receives by an event stream, as the row of that stream wants it. */
import type { Companion, StreamClient } from '../../model/companion.ts';
import type { Cost } from '../../model/cost.ts';
import type { Payload } from '../../model/events.ts';
import type { Ticks } from '../../model/lane.ts';
import { TickKind } from '../../model/timeline.ts';
import type { ResponseRows } from '../response-rows.ts';
import { type Conversation, SILENT } from './conversation.ts';

/** Whose an event stream is. @param url of the stream. */
export function streamClient(
  { known, client: { label, base }, key, session }: Conversation,
  url: string,
): StreamClient {
  return {
    label,
    base,
    session,
    group: key,
    silent: SILENT,
    typeOf: (data) => known.frameOf?.(data) ?? null,
    closing(end) {
      const close = known.closeOf?.(url, end);
      if (!close) return null;
      return `The server closed the session with ${close.code}${close.reason && ` ${close.reason}`}.`;
    },
  };
}

/** As much of the conversation’s loop, which is no row of its own, as is shown beside the stream. */
interface LoopBeside {
  readonly rows: ResponseRows;
  readonly payloadBytes: number;
  payload(key: number): Payload | null;
  cost(): Cost;
  connectionIds(): readonly string[];
}

/** What stands beside the first event stream of a conversation. */
export class BesideStream implements Companion {
  readonly #loop: LoopBeside;
  readonly ticks: Ticks;

  constructor(loop: LoopBeside) {
    this.#loop = loop;
    const { rows } = loop;
    this.ticks = {
      get count() {
        return rows.count;
      },
      kinds: [TickKind.Event, TickKind.Sent, TickKind.Failed],
      at: (row) => rows.time(row),
      kind: (row) =>
        rows.isSent(row) ? TickKind.Sent : rows.isFault(row) ? TickKind.Failed : TickKind.Event,
    };
  }

  get rows(): ResponseRows {
    return this.#loop.rows;
  }
  get events(): number {
    return this.rows.events;
  }
  get sent(): number {
    return this.rows.sent;
  }
  get discarded(): number {
    return this.rows.discarded;
  }
  get bytes(): number {
    return this.#loop.payloadBytes;
  }

  payload(key: number): Payload | null {
    return this.#loop.payload(key);
  }

  cost(): Cost {
    return this.#loop.cost();
  }

  connectionIds(): readonly string[] {
    return this.#loop.connectionIds();
  }
}
