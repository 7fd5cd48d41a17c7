/**
 * Joins what the protocol says of one request, over several events and sessions, into one connection on the tape.
 * ExtraInfo comes before or after the event it belongs to, and a worker's comes on the page's session: everything is
 * joined by the request id alone, which is unique in the browser.
 */
import type { Protocol } from 'devtools-protocol';
import { EVENT_STREAM } from '../../../sse/index.ts';
import type { AnsweredBy, InferredEnd, RequestRecord, ServiceWorkerFault, Via } from '../../../tape/index.ts';
import { ConnectionWriter, FOR_BYTES, FOR_HEADERS, FOR_VERDICT } from '../../http/connection-writer.ts';
import { failureOf } from '../../http/endings.ts';
import { headerList } from '../../http/headers.ts';
import type { Needs } from '../needs.ts';
import { EarlyExtras } from './early.ts';
import { type Entry, newEntry, type ReceivedExtra, removeExtraFor } from './entry.ts';
import { Exchanges } from './exchanges.ts';
import { redirectRecord, refusedResponseRecord, requestRecord, responseRecord, sentRecord } from './facts.ts';
import { PassedOn } from './passed-on.ts';
import { startStreaming } from './streaming.ts';
import { asksForStream, viaOf } from './streams.ts';

type WillBeSent = Protocol.Network.RequestWillBeSentEvent;
type SentExtra = Protocol.Network.RequestWillBeSentExtraInfoEvent;
type Received = Protocol.Network.ResponseReceivedEvent;
type Failed = Protocol.Network.LoadingFailedEvent;

/** Headers as received normally come first; where they do not, not for longer than this. */
const EXTRA_INFO_WAIT = 500;
/** Requests that are over and whose headers as sent are still to come: of what a cache answered none ever do. */
const MAX_UNSENT = 200;

export class Requests {
  readonly #needs: Needs;
  /** Every request under way; null for one that is known to be no stream. */
  readonly #entries = new Map<string, Entry | null>();
  readonly #early = new EarlyExtras();
  /** Requests that were over before the browser told what was sent, as it does on a busy machine; the oldest first. */
  readonly #unsent = new Map<string, Entry>();
  readonly #passedOn: PassedOn;
  readonly #exchanges: Exchanges;
  /** Those whose bytes were asked for; one that is over by now is in no other list. */
  readonly #asking = new Set<ConnectionWriter>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#passedOn = new PassedOn(this.#entries);
    this.#exchanges = new Exchanges(needs.isShownAsStream);
  }

  /** undefined: not known; null: no stream. */
  connection(requestId: string): ConnectionWriter | null | undefined {
    const entry = this.#entries.get(requestId);
    return entry ? entry.connection : entry;
  }

  *live(): Generator<ConnectionWriter> {
    for (const entry of this.#entries.values()) if (entry) yield entry.connection;
  }

  /** URLs of what runs in one session by these means. */
  *known(via: Via, session: string): Generator<string> {
    for (const entry of this.#entries.values()) {
      if (entry?.connection.via === via && entry.connection.identity.session === session && entry.request.url)
        yield entry.request.url;
    }
  }

  willBeSent(event: WillBeSent, session: string): void {
    const { clock, tape } = this.#needs;
    for (const drift of clock.pair(event.timestamp, event.wallTime)) tape.append(drift);
    const at = clock.at(event.timestamp);
    if (event.redirectResponse) {
      this.#redirected(event, at);
      return;
    }
    const entry = this.#open(event, at, session);
    for (const extra of this.#early.remove(event.requestId)) {
      if (extra.kind === 'sent') this.#sent(entry, extra.event);
      else if (extra.kind === 'answered') this.setAnswered(event.requestId, extra.event.by);
      else entry.extras.push(extra.event);
    }
  }

  #open(event: WillBeSent, at: number, session: string): Entry {
    const { contexts, connectionIds, tape } = this.#needs;
    const on = connectionIds.create(event.requestId);
    const context = contexts.of(session, event.frameId);
    const request = requestRecord(event, at, on, context);
    const ownPage = session === '' && event.frameId === contexts.mainFrame && event.loaderId !== '';
    const connection = new ConnectionWriter(tape, {
      on,
      requestId: event.requestId,
      session,
      via: request.via,
      context,
      page: ownPage ? event.loaderId : contexts.page,
      loader: event.loaderId,
      frame: event.frameId ?? '',
    });
    const entry = this.#enter(connection, request);
    const asks = asksForStream(event);
    // What a service worker fetches for a page is the page's row: wait whose it is.
    connection.listOnData = asks && context.kind === 'service-worker';
    const exchange = asks ? null : this.#exchanges.begin(connection, event, request, context);
    connection.listed = (asks && !connection.listOnData) || exchange !== null;
    if (!connection.listed) connection.hold(FOR_VERDICT);
    connection.write(exchange?.record ?? request);
    // What was asked for before and again is likely to be a poll: asked for now, its bytes come whole.
    if (asks || exchange?.kept.repeats) this.#stream(connection, false);
    return entry;
  }

  #enter(connection: ConnectionWriter, request: RequestRecord): Entry {
    const entry = newEntry(connection, request);
    this.#entries.set(connection.identity.requestId, entry);
    return entry;
  }

  /** Takes a connection that was open before capture began under its request id. */
  adopt(connection: ConnectionWriter, request: RequestRecord): void {
    this.#enter(connection, request);
    connection.listed = true;
  }

  /**
   * What answered after capture began is known by its response, but not that an EventSource asked: a message says so.
   * @returns its request as an EventSource's; null where its address is not known.
   */
  asEventSource({ identity: { requestId } }: ConnectionWriter): RequestRecord | null {
    const request = this.#entries.get(requestId)?.request;
    return request?.url === undefined
      ? null
      : { ...request, via: 'eventsource', method: request.method || 'GET' };
  }

  #stream(connection: ConnectionWriter, last: boolean): void {
    this.#asking.add(connection);
    void startStreaming(connection, this.#needs, last).finally(() => this.#asking.delete(connection));
  }

  #redirected(event: WillBeSent, at: number): void {
    const entry = this.#entries.get(event.requestId);
    const response = event.redirectResponse;
    if (!entry || !response) return;
    const extra = removeExtraFor(entry, response.status);
    entry.connection.write(redirectRecord(response, extra, event.request, at, entry.connection.on));
    entry.method = event.request.method;
    entry.url = event.request.url;
  }

  sentExtra(event: SentExtra): void {
    const { requestId } = event;
    const entry = this.#entries.get(requestId) ?? this.#unsent.get(requestId);
    this.#unsent.delete(requestId);
    if (entry) this.#sent(entry, event);
    else if (!this.#entries.has(requestId)) this.#early.keep({ kind: 'sent', event });
  }

  /** Waits for what was sent, where that did not come before the end. */
  #awaitSent(entry: Entry): void {
    const { connection, sent } = entry;
    if (sent || !connection.listed) return;
    this.#unsent.set(connection.identity.requestId, entry);
    const [oldest] = this.#unsent.keys();
    if (this.#unsent.size > MAX_UNSENT && oldest !== undefined) this.#unsent.delete(oldest);
  }

  #sent(entry: Entry, event: SentExtra): void {
    const { connection, method, url, request } = entry;
    // The event carries only the time the request was queued, so its own arrival is when it left. After the end that is
    // too late.
    const now = this.#needs.clock.now();
    const at = connection.ended ? Math.min(now, request.at) : now;
    entry.sent = sentRecord(event, at, connection.on, method, url);
    connection.write(entry.sent);
  }

  responseExtra(event: ReceivedExtra): void {
    const entry = this.#entries.get(event.requestId);
    if (entry === undefined) this.#early.keep({ kind: 'received', event });
    if (!entry) return;
    entry.extras.push(event);
    if (entry.provisional) this.#complete(entry);
    else if (entry.failed) this.#fail(entry, entry.failed);
  }

  /** `Network.requestServedFromCache`: from the cache in memory, as far as the response says nothing else. */
  servedFromCache(requestId: string): void {
    const entry = this.#entries.get(requestId);
    if (entry) entry.isFromMemory = true;
  }

  responseReceived(event: Received, session: string): void {
    let entry = this.#entries.get(event.requestId);
    if (entry === null) return;
    entry ??= this.#openFromResponse(event, session);
    const { connection } = entry;
    const at = this.#needs.clock.at(event.timestamp);
    const extra = removeExtraFor(entry, event.response.status);
    const own = responseRecord(event.response, extra, at, connection.on, entry.isFromMemory);
    const asked = connection.listed || connection.listOnData;
    const isStream = own.mimeType === EVENT_STREAM;
    if (connection.exchange && isStream) this.#exchanges.becomesStream(connection, entry.request);
    if (!asked && !isStream) {
      connection.drop();
      this.#entries.set(event.requestId, null);
      return;
    }
    this.#passedOn.answered(entry);
    const record = event.response.fromServiceWorker ? this.#passedOn.claim(entry, own) : own;
    connection.response = record;
    entry.headerLength = event.response.encodedDataLength;
    if (connection.identity.context.kind === 'service-worker' && !connection.listed)
      this.#passedOn.wait(connection);
    else connection.list();
    if (event.hasExtraInfo && !extra) {
      connection.hold(FOR_HEADERS);
      entry.provisional = { event, record };
      const waiting = entry;
      setTimeout(() => this.#complete(waiting), EXTRA_INFO_WAIT);
    }
    connection.write(record);
    if (connection.exchange) this.#exchanges.answered(connection, entry.request, record);
    if (connection.level === 'bytes' || connection.waitsFor(FOR_BYTES)) return;
    const wants = connection.exchange ? this.#exchanges.keepsBody(connection, entry.request, record) : true;
    if (wants === true) this.#stream(connection, true);
    else if (wants !== '') connection.setLevel('lengths', at, wants);
  }

  /** A recording answers it from now on. That may be known before its request is reported. */
  setAnswered(requestId: string, by: AnsweredBy): void {
    const entry = this.#entries.get(requestId);
    if (entry === undefined) this.#early.keep({ kind: 'answered', event: { requestId, by } });
    if (!entry) return;
    entry.answeredBy = by;
    const at = Math.max(entry.request.at, this.#needs.clock.now());
    entry.connection.write({ kind: 'answered', at, on: entry.connection.on, by });
  }

  /** The headers as received came, or are waited for no longer. */
  #complete(entry: Entry): void {
    const waiting = entry.provisional;
    if (!waiting) return;
    entry.provisional = null;
    const extra = removeExtraFor(entry, waiting.event.response.status);
    if (extra) {
      const { at, on } = waiting.record;
      const better = responseRecord(waiting.event.response, extra, at, on, entry.isFromMemory);
      entry.connection.response = better;
      entry.connection.amend(waiting.record, better);
    }
    entry.connection.release(FOR_HEADERS);
  }

  /** The request was made before capture began, the answer came after. */
  #openFromResponse(event: Received, session: string): Entry {
    const { contexts, connectionIds, tape, clock } = this.#needs;
    const known = connectionIds.recall(event.requestId);
    const on = known?.on ?? connectionIds.create(event.requestId);
    const context = contexts.of(session, event.frameId);
    const via = known?.request.via ?? viaOf(event.type);
    const connection = new ConnectionWriter(tape, {
      on,
      requestId: event.requestId,
      session,
      via,
      context,
      page: contexts.page,
      loader: event.loaderId,
      frame: event.frameId ?? '',
    });
    const at = clock.at(event.timestamp);
    if (known) {
      const entry = this.#enter(connection, known.request);
      connection.listed = true;
      connection.continueFrom(known, at);
      return entry;
    }
    const request: RequestRecord = {
      kind: 'request',
      at,
      on,
      url: event.response.url,
      method: via === 'eventsource' ? 'GET' : '',
      headers: headerList(event.response.requestHeaders ?? {}),
      via,
      context,
      openBefore: true,
    };
    const entry = this.#enter(connection, request);
    connection.hold(FOR_VERDICT);
    connection.listed = via === 'eventsource';
    connection.write(request);
    return entry;
  }

  finished(event: Protocol.Network.LoadingFinishedEvent): void {
    const page = this.#passedOn.over(event.requestId);
    const entry = this.#entries.get(event.requestId);
    this.#entries.delete(event.requestId);
    if (entry) this.#finish(entry, event);
    if (page?.failed) this.#fail(page, page.failed);
  }

  #finish(entry: Entry, event: Protocol.Network.LoadingFinishedEvent): void {
    this.#complete(entry);
    const { connection } = entry;
    if (!this.#isListed(entry)) return;
    // The total counts the headers of the last hop too; of a stream that was open before, also what is not on the tape.
    const wire = connection.response ? event.encodedDataLength - entry.headerLength : 0;
    connection.end(this.#needs.clock.at(event.timestamp), { how: 'complete' }, wire);
    this.#awaitSent(entry);
  }

  failed(event: Failed): void {
    const page = this.#passedOn.over(event.requestId, event);
    const entry = this.#entries.get(event.requestId);
    if (!entry) this.#entries.delete(event.requestId);
    else if (this.#isToBeExplained(entry, event)) {
      entry.failed = event;
      setTimeout(() => {
        if (entry.failed && !entry.connection.ended) this.#fail(entry, event);
      }, EXTRA_INFO_WAIT);
    } else this.#fail(entry, event);
    if (page?.failed) this.#fail(page, page.failed);
  }

  /** Whether what says why it failed comes later. */
  #isToBeExplained(entry: Entry, { corsErrorStatus }: Failed): boolean {
    // A CORS refusal has no responseReceived; what the server said comes from the network stack, perhaps later.
    if (corsErrorStatus) return !entry.connection.response && entry.extras.length === 0;
    return this.#passedOn.isUnderWay(entry);
  }

  #fail(entry: Entry, event: Failed): void {
    entry.failed = null;
    this.#entries.delete(event.requestId);
    this.#complete(entry);
    const { connection } = entry;
    if (!this.#isListed(entry)) return;
    const at = this.#needs.clock.at(event.timestamp);
    const extra = entry.extras.at(-1);
    if (!connection.response && extra) {
      const record = refusedResponseRecord(extra, at, connection.on);
      connection.response = record;
      connection.write(record);
    }
    const fault = this.#passedOn.faultFor(entry, event.timestamp) ?? this.#silentWorker(entry, event);
    const ending = failureOf(event, connection.via, connection.response);
    connection.end(at, fault ? { ...ending, serviceWorker: fault } : ending);
    this.#awaitSent(entry);
  }

  /**
   * The service worker that gave a page no response: `respondWith()` was rejected, or got a network error. Chromium reports
   * `net::ERR_FAILED` of a request that never left, and names no worker.
   */
  #silentWorker({ connection, sent }: Entry, event: Failed): ServiceWorkerFault | null {
    const { errorText, blockedReason, corsErrorStatus } = event;
    if (errorText !== 'net::ERR_FAILED' || blockedReason || corsErrorStatus || sent || connection.response)
      return null;
    const { contexts } = this.#needs;
    const { kind, url } = connection.identity.context;
    const script = kind === 'service-worker' ? null : contexts.serviceWorkerOf(url ?? contexts.url);
    return script === null ? null : { url: script };
  }

  /** At its end at the latest it is decided whether a request has a row. */
  #isListed({ connection, url }: Entry): boolean {
    if (connection.listOnData && !this.#passedOn.isAwaited(url)) connection.list();
    if (!connection.listed) connection.drop();
    return connection.listed;
  }

  /** An end that the browser does not report. */
  infer(which: (connection: ConnectionWriter) => boolean, why: InferredEnd, at: number): void {
    for (const [requestId, entry] of this.#entries) {
      if (!entry || !which(entry.connection)) continue;
      this.#entries.delete(requestId);
      this.#complete(entry);
      const { connection } = entry;
      if (why === 'capture-stopped' && connection.listed && !connection.exchange)
        this.#needs.connectionIds.remember(requestId, {
          on: connection.on,
          request: entry.request,
          response: connection.response,
          level: connection.level,
          at,
        });
      if (connection.listed) connection.endInferred(at, why);
      else connection.drop();
    }
    for (const connection of this.#asking) {
      if (connection.ended && connection.waitsFor(FOR_BYTES) && which(connection))
        connection.withoutBytes(at, 'It ended before the browser gave its bytes.');
    }
  }
}
