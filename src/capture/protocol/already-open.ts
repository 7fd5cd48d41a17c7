/**
 * Streams that were open before capture began. The protocol then gives a request id without a request: of an
 * EventSource its messages and the lengths of its reads, of fetch and XHR only lengths, never bytes.
 */
import type { Protocol } from 'devtools-protocol';
import type { Context, RequestRecord, Via } from '../../tape/index.ts';
import { Connection, FOR_VERDICT } from './connection.ts';
import { liveEventSources } from './event-sources.ts';
import type { Needs } from './needs.ts';
import type { Requests } from './requests.ts';

type Data = Protocol.Network.DataReceivedEvent;
type Message = Protocol.Network.EventSourceMessageReceivedEvent;

/** An ordinary download is soon over; what still sends after this is listed. Milliseconds on the network clock. */
const LONG_RUNNING = 1000;
const WHY = 'It was open before capture began.';

export interface AlreadyOpenNeeds extends Needs {
  readonly requests: Requests;
}

export class AlreadyOpen {
  readonly #needs: AlreadyOpenNeeds;
  /** Reads of transfers not listed yet. */
  readonly #reads = new Map<string, Data[]>();

  constructor(needs: AlreadyOpenNeeds) {
    this.#needs = needs;
  }

  data(event: Data, session: string): void {
    const reads = this.#reads.get(event.requestId);
    if (!reads) {
      this.#reads.set(event.requestId, [event]);
      return;
    }
    reads.push(event);
    const first = reads[0];
    if (first && (event.timestamp - first.timestamp) * 1000 >= LONG_RUNNING)
      this.#list(event.requestId, session, 'other').release(FOR_VERDICT);
  }

  message(event: Message, session: string): void {
    const connection = this.#list(event.requestId, session, 'eventsource');
    connection.message(this.#needs.clock.at(event.timestamp), event.eventName, event.data, event.eventId);
  }

  /** An unidentified transfer turns out to be an EventSource's. */
  identify(connection: Connection, at: number): void {
    const request = this.#request(connection.on, at, 'eventsource', connection.facts.context);
    connection.via = 'eventsource';
    connection.hold(FOR_VERDICT);
    connection.write(request);
    void this.#findUrl(connection, request);
  }

  /** It ended before it was worth listing. */
  ended(requestId: string): void {
    this.#reads.delete(requestId);
  }

  #list(requestId: string, session: string, via: Via): Connection {
    const { tape, clock, contexts, memory, requests } = this.#needs;
    const reads = this.#reads.get(requestId) ?? [];
    this.#reads.delete(requestId);
    const at = reads[0] ? clock.at(reads[0].timestamp) : clock.now();
    const known = memory.recall(requestId);
    const context = contexts.ofSession(session) ?? { kind: 'unknown', id: session };
    const on = memory.name(requestId);
    const facts = { on, requestId, session, via: known?.via ?? via, context: known?.context ?? context };
    const connection = new Connection(tape, { ...facts, page: contexts.page, loader: '', frame: '' });
    const request: RequestRecord = known
      ? { ...known, at, on, openBefore: true }
      : this.#request(on, at, via, context);
    connection.hold(FOR_VERDICT);
    requests.adopt(connection, request);
    connection.setLevel(connection.via === 'eventsource' ? 'messages' : 'lengths', at, WHY);
    for (const read of reads)
      connection.data(clock.at(read.timestamp), read.dataLength, read.encodedDataLength, undefined);
    if (known) connection.release(FOR_VERDICT);
    else if (via === 'eventsource') void this.#findUrl(connection, request);
    return connection;
  }

  #request(on: string, at: number, via: Via, context: Context): RequestRecord {
    return {
      kind: 'request',
      at,
      on,
      method: via === 'eventsource' ? 'GET' : '',
      headers: [],
      via,
      context,
      openBefore: true,
    };
  }

  /** The URL, where one EventSource can be meant; else those it can be. They cannot be mapped to request ids. */
  async #findUrl(connection: Connection, request: RequestRecord): Promise<void> {
    try {
      const { transport, requests } = this.#needs;
      const sources = await liveEventSources(transport, connection.facts.session);
      const urls = sources.map(({ url }) => url);
      for (const other of requests.known('eventsource', connection.facts.session)) {
        const index = urls.indexOf(other);
        if (index >= 0) urls.splice(index, 1);
      }
      const candidates = [...new Set(urls)];
      const [url] = candidates;
      if (candidates.length === 1 && url !== undefined) {
        connection.amend(request, { ...request, url });
        requests.learn(connection.facts.requestId, url);
      } else if (candidates.length > 1) connection.amend(request, { ...request, candidates });
    } catch {
      // A page that does not answer keeps its secret; the messages are shown all the same.
    } finally {
      connection.release(FOR_VERDICT);
    }
  }
}
