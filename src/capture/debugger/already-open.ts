/**
 * Streams that were open before capture began. The protocol then gives a request id without a request: of an
 * EventSource its messages and the lengths of its reads, of fetch and XHR only lengths, never bytes. Their events are
 * kept until it is found out whose they are, then played as if they came now.
 */
import type { Protocol } from 'devtools-protocol';
import { liveObjects } from '../../protocol/live-objects.ts';
import type { RequestRecord, Via } from '../../tape/index.ts';
import type { Identified, Identify } from '../companion.ts';
import { ConnectionWriter } from '../http/connection-writer.ts';
import type { Needs } from './needs.ts';
import type { Requests } from './requests/requests.ts';

type Data = Protocol.Network.DataReceivedEvent;
type Message = Protocol.Network.EventSourceMessageReceivedEvent;

/** An ordinary download is soon over; what still sends after this is listed. Milliseconds on the network clock. */
const LONG_RUNNING = 1000;
const WHY = 'It was opened before recording.';
/** Looks for the address of one EventSource at most; and milliseconds from one to the next. */
const MAX_LOOKS = 5;
const BETWEEN_LOOKS = 1000;

export interface AlreadyOpenNeeds extends Needs {
  readonly requests: Requests;
  readonly identify: Identify | undefined;
  /** Plays an event once more, when its connection is known. */
  readonly play: (method: string, params: unknown, session: string) => void;
}

interface UnknownTransfer {
  readonly session: string;
  readonly events: { readonly method: string; readonly params: unknown }[];
  /** Tape times of its reads so far. */
  readonly reads: number[];
  message: Message | null;
  isResolving: boolean;
}

export class AlreadyOpen {
  readonly #needs: AlreadyOpenNeeds;
  readonly #unknown = new Map<string, UnknownTransfer>();
  /** Looks for an address so far, and when the next one may be. */
  readonly #looks = new WeakMap<ConnectionWriter, { readonly looks: number; readonly next: number }>();
  #stopped = false;

  constructor(needs: AlreadyOpenNeeds) {
    this.#needs = needs;
  }

  data(event: Data, session: string): void {
    const transfer = this.#transferOf(event.requestId, session);
    transfer.events.push({ method: 'Network.dataReceived', params: event });
    if (transfer.isResolving) return;
    const at = this.#needs.clock.at(event.timestamp);
    transfer.reads.push(at);
    if (at - (transfer.reads[0] ?? at) >= LONG_RUNNING) void this.#resolve(event.requestId, transfer);
  }

  message(event: Message, session: string): void {
    const transfer = this.#transferOf(event.requestId, session);
    transfer.events.push({ method: 'Network.eventSourceMessageReceived', params: event });
    transfer.message ??= event;
    if (!transfer.isResolving) void this.#resolve(event.requestId, transfer);
  }

  /** @returns whether an unidentified transfer ended. */
  ended(requestId: string, method: string, params: unknown): boolean {
    const transfer = this.#unknown.get(requestId);
    if (!transfer) return false;
    // It ended before it was worth listing; or while it is being asked after, and then the end is part of it.
    if (transfer.isResolving) transfer.events.push({ method, params });
    else this.#unknown.delete(requestId);
    return true;
  }

  /**
   * A message came of a transfer that was unidentified, or whose address the page did not say when it was asked: a busy
   * page answers late or not at all. It is asked again as further messages come.
   */
  identify(connection: ConnectionWriter, at: number): void {
    const isNews = connection.via !== 'eventsource';
    connection.via = 'eventsource';
    const answered = isNews ? this.#needs.requests.asEventSource(connection) : null;
    if (answered) {
      connection.write(answered);
      return;
    }
    const { looks, next } = this.#looks.get(connection) ?? { looks: 0, next: at };
    if (at < next) return;
    this.#looks.set(connection, { looks: looks + 1, next: at + BETWEEN_LOOKS });
    connection.isUnnamed = false;
    const { session, context } = connection.identity;
    void this.#candidateUrls(session).then((which) => {
      if (this.#stopped || connection.ended) return;
      connection.isUnnamed = which === null && looks + 1 < MAX_LOOKS;
      if (which !== null || isNews)
        connection.write(
          this.#request(connection.on, this.#needs.clock.now(), 'eventsource', context, which ?? {}),
        );
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#unknown.clear();
  }

  #transferOf(requestId: string, session: string): UnknownTransfer {
    let transfer = this.#unknown.get(requestId);
    if (!transfer) {
      transfer = { session, events: [], reads: [], message: null, isResolving: false };
      this.#unknown.set(requestId, transfer);
    }
    return transfer;
  }

  async #resolve(requestId: string, transfer: UnknownTransfer): Promise<void> {
    transfer.isResolving = true;
    const { clock, contexts, connectionIds, requests, tape, play } = this.#needs;
    const { session, message } = transfer;
    const at = transfer.reads[0] ?? (message ? clock.at(message.timestamp) : clock.now());
    const interrupted = connectionIds.recall(requestId);
    const found = interrupted ? null : await this.#identifyFromLog(transfer);
    const context = contexts.ofSession(session) ?? { kind: 'unknown' as const, id: session };
    const on = interrupted?.on ?? found?.on ?? connectionIds.create(requestId);
    let request: RequestRecord;
    let isUnnamed = false;
    if (interrupted) request = interrupted.request;
    else if (found) request = { ...found.request, context, at, on };
    else {
      const which = message ? await this.#candidateUrls(session) : {};
      isUnnamed = which === null;
      request = this.#request(on, at, message ? 'eventsource' : 'other', context, which ?? {});
    }
    if (this.#stopped) return;
    const { via } = request;
    const facts = { on, requestId, session, via, context: request.context, page: contexts.page };
    const connection = new ConnectionWriter(tape, { ...facts, loader: '', frame: '' });
    requests.adopt(connection, request);
    connection.isUnnamed = isUnnamed;
    connection.skip = found?.skip ?? 0;
    connection.messagesFromLog = found?.messagesFromLog ?? false;
    connection.flushMessages = found?.flushMessages ?? null;
    if (interrupted) connection.continueFrom(interrupted, at);
    else if (found?.on === undefined) {
      connection.write(request);
      connection.setLevel(via === 'eventsource' ? 'messages' : 'lengths', at, WHY);
    } else connection.level = 'messages';
    this.#unknown.delete(requestId);
    for (const event of transfer.events) play(event.method, event.params, session);
  }

  async #identifyFromLog({ message, reads }: UnknownTransfer): Promise<Identified | null> {
    const { identify, clock } = this.#needs;
    if (!identify) return null;
    const seen = message && {
      at: clock.at(message.timestamp),
      type: message.eventName,
      data: message.data,
      id: message.eventId,
    };
    return identify({ reads, ...(seen ? { message: seen } : {}) }).catch(() => null);
  }

  #request(
    on: string,
    at: number,
    via: Via,
    context: RequestRecord['context'],
    which: Pick<RequestRecord, 'url' | 'candidates'>,
  ): RequestRecord {
    const method = via === 'eventsource' ? 'GET' : '';
    return { kind: 'request', at, on, method, headers: [], via, context, openBefore: true, ...which };
  }

  /**
   * The URL, where one EventSource can be meant; else those it can be. They cannot be mapped to request ids. Null where
   * the page gave no answer, or none that fits: a message came, so there is an EventSource.
   */
  async #candidateUrls(session: string): Promise<Pick<RequestRecord, 'url' | 'candidates'> | null> {
    try {
      const { transport, requests } = this.#needs;
      const urls = (await liveObjects(transport, session, 'EventSource')).map(({ url }) => url);
      for (const other of requests.known('eventsource', session)) {
        const index = urls.indexOf(other);
        if (index >= 0) urls.splice(index, 1);
      }
      const candidates = [...new Set(urls)];
      const [url] = candidates;
      if (url === undefined) return null;
      return candidates.length === 1 ? { url } : { candidates };
    } catch {
      // The messages are shown all the same.
      return null;
    }
  }
}
