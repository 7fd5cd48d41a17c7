/**
 * Streams that were open before capture began. The protocol then gives a request id without a request: of an
 * EventSource its messages and the lengths of its reads, of fetch and XHR only lengths, never bytes. Their events are
 * kept until it is found out whose they are, then played as if they came now.
 */
import type { Protocol } from 'devtools-protocol';
import type { LiveObject } from '../../protocol/live-objects.ts';
import type { RequestRecord, Via } from '../../tape/index.ts';
import type { Identified, Identify } from '../companion.ts';
import { ConnectionWriter } from '../http/connection-writer.ts';
import { addressAmong, type LiveLooks } from './live-looks.ts';
import type { Needs } from './needs.ts';
import type { Requests } from './requests/requests.ts';

type Data = Protocol.Network.DataReceivedEvent;
type Message = Protocol.Network.EventSourceMessageReceivedEvent;

/** An ordinary download is soon over; what still sends after this is listed. Milliseconds on the network clock. */
const LONG_RUNNING = 1000;
const WHY = 'It was opened before recording.';
/** How often a page that gives no answer is asked for the address of one EventSource at most; and milliseconds from one time to the next. */
const MAX_ASKED = 5;
const BETWEEN = 1000;

/** What is known of an address; `no answer`: nothing, and the page may be asked again. */
type Which = Pick<RequestRecord, 'url' | 'candidates'> | 'unknown' | 'no answer';

export interface AlreadyOpenNeeds extends Needs {
  readonly requests: Requests;
  readonly identify: Identify | undefined;
  readonly looks: LiveLooks;
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
  /** How often its page was asked for an address so far, and when it may be again. */
  readonly #asked = new WeakMap<ConnectionWriter, { readonly times: number; readonly next: number }>();
  /** EventSources whose address is not known. */
  readonly #unnamed = new Set<ConnectionWriter>();
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
    const { times, next } = this.#asked.get(connection) ?? { times: 0, next: at };
    if (at < next) return;
    this.#asked.set(connection, { times: times + 1, next: at + BETWEEN });
    connection.isUnnamed = false;
    void this.#ask(connection.identity.session).then((which) => {
      if (this.#stopped || connection.ended) return;
      connection.isUnnamed = which === 'no answer' && times + 1 < MAX_ASKED;
      this.#name(connection, which, isNews);
    });
  }

  /** Looks for the addresses that are not known, whatever that costs the page. @throws ProtocolError where it does not answer. */
  async findAddresses(): Promise<void> {
    const unnamed = [...this.#unnamed].filter(({ ended }) => !ended);
    for (const session of new Set(unnamed.map(({ identity }) => identity.session))) {
      const objects = await this.#needs.looks.byUser(session, 'EventSource');
      for (const connection of unnamed) {
        if (this.#stopped || connection.ended || connection.identity.session !== session) continue;
        this.#name(connection, this.#among(objects, session), false);
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#unknown.clear();
    this.#unnamed.clear();
  }

  /** @param isNews whether the tape is to know that it is an EventSource, be its address not known. */
  #name(connection: ConnectionWriter, which: Which, isNews: boolean): void {
    const isKnown = which !== 'no answer' && which !== 'unknown';
    if (isKnown) this.#unnamed.delete(connection);
    else this.#unnamed.add(connection);
    if (!isKnown && !isNews) return;
    const { clock } = this.#needs;
    const { context } = connection.identity;
    connection.write(this.#request(connection.on, clock.now(), 'eventsource', context, isKnown ? which : {}));
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
    let which: Which | null = null;
    if (interrupted) request = interrupted.request;
    else if (found) request = { ...found.request, context, at, on };
    else {
      which = message ? await this.#ask(session) : null;
      const known = which === null || which === 'no answer' || which === 'unknown' ? {} : which;
      request = this.#request(on, at, message ? 'eventsource' : 'other', context, known);
    }
    if (this.#stopped) return;
    const { via } = request;
    const facts = { on, requestId, session, via, context: request.context, page: contexts.page };
    const connection = new ConnectionWriter(tape, { ...facts, loader: '', frame: '' });
    requests.adopt(connection, request);
    connection.isUnnamed = which === 'no answer';
    if (via === 'eventsource' && request.url === undefined && request.candidates === undefined)
      this.#unnamed.add(connection);
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

  /** What a look says that costs the page little: a message came, so there is an EventSource. */
  async #ask(session: string): Promise<Which> {
    const looked = await this.#needs.looks.byItself(session, 'EventSource');
    if (looked === 'no answer') return looked;
    return looked === 'dear' ? 'unknown' : this.#among(looked, session);
  }

  #among(objects: readonly LiveObject[], session: string): Which {
    return addressAmong(objects, this.#needs.requests.known('eventsource', session)) ?? 'unknown';
  }
}
