/**
 * Answers requests of the page with a recording, by the protocol's Fetch domain. With a replay server the request goes
 * there under its own name (`Fetch.continueRequest` with another URL, which the page does not see); without one the
 * browser answers (`Fetch.fulfillRequest`). Everything else continues at once, and nothing is left behind.
 */

import type { Protocol } from 'devtools-protocol';
import { headerValue } from '../../format/headers.ts';
import { fromWindows1252 } from '../../protocol/header-text.ts';
import type { ChildSession, CommandName, Commands, ProtocolSessions } from '../../protocol/transport.ts';
import type { AnsweredBy } from '../../tape/index.ts';
import { optionsToQuery, type RecordedChannel, serve } from '../serving/index.ts';
import type { Wait } from '../wait.ts';
import { patternOf, whatText } from './address.ts';
import { fulfilmentOf } from './fulfil.ts';
import type { Answerer, AnsweringEnd, AnsweringStatus, AnswerRule } from './model.ts';
import { problemOf } from './problem.ts';

export interface RequestAnsweringParts {
  readonly protocolSessions: ProtocolSessions;
  readonly source: RecordedChannel;
  readonly rule: AnswerRule;
  readonly answerer: Answerer;
  readonly wait: Wait;
  /** Called at every change of status. */
  readonly changed: () => void;
}

/** What fetch, XHR and EventSource ask for; documents and scripts, JSONP among them, are never answered. */
const DATA = new Set<Protocol.Network.ResourceType>(['XHR', 'Fetch', 'EventSource', 'Other']);

/**
 * A dedicated worker's requests come on the session of its page or frame; on both they would be answered twice. Of a
 * shared worker, which runs when it is found, the browser holds none.
 */
const hasOwnRequests = ({ kind }: ChildSession): boolean => kind !== 'worker' && kind !== 'shared-worker';

export class RequestAnswering {
  readonly #parts: RequestAnsweringParts;
  readonly #over = new AbortController();
  /** Requests that went to the replay server, by their id in the Network domain. */
  readonly #sent = new Set<string>();
  readonly #sessions = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #status: AnsweringStatus;
  /** Answers of the browser that wait for their time. */
  #waiting = 0;
  #reloading = false;

  constructor(parts: RequestAnsweringParts) {
    this.#parts = parts;
    const { rule, answerer } = parts;
    const what = whatText(rule);
    this.#status = {
      rule,
      what,
      answerer: answerer.kind,
      answered: 0,
      problem: null,
      notes: [],
      ended: null,
    };
  }

  status(): AnsweringStatus {
    return this.#status;
  }

  /** @throws ProtocolError where the page's own requests cannot be held. */
  async start(): Promise<void> {
    const { protocolSessions } = this.#parts;
    this.#stops.push(
      protocolSessions.transport.on((method, params, session) => this.#onEvent(method, params, session)),
      protocolSessions.onChild((child) => {
        // One that is gone by now, or has no such domain, leaves nothing to do.
        if (hasOwnRequests(child) && this.#status.ended === null) this.#enable(child.session).catch(() => {});
      }),
      protocolSessions.transport.onLost(() => this.#end('detached')),
    );
    for (const child of protocolSessions.children()) {
      if (hasOwnRequests(child)) this.#enable(child.session).catch(() => {});
    }
    try {
      await this.#enable('');
    } catch (error) {
      this.#end('stopped');
      throw error;
    }
  }

  /** Ends it; resolves when no request is held any more. */
  async stop(why: AnsweringEnd = 'stopped'): Promise<void> {
    const sessions = [...this.#sessions];
    this.#end(why);
    await Promise.allSettled(sessions.map((session) => this.#send('Fetch.disable', undefined, session)));
  }

  #enable(session: string): Promise<void> {
    this.#sessions.add(session);
    return this.#send('Fetch.enable', { patterns: [{ urlPattern: patternOf(this.#parts.rule) }] }, session);
  }

  #onEvent(method: string, params: unknown, session: string): void {
    switch (method) {
      case 'Fetch.requestPaused':
        this.#paused(params as Protocol.Fetch.RequestPausedEvent, session);
        return;
      case 'Network.loadingFailed':
        this.#failed(params as Protocol.Network.LoadingFailedEvent);
        return;
      case 'Page.frameStartedNavigating': {
        const { navigationType } = params as Protocol.Page.FrameStartedNavigatingEvent;
        this.#reloading = navigationType.startsWith('reload');
        return;
      }
      case 'Page.frameNavigated': {
        const { frame } = params as Protocol.Page.FrameNavigatedEvent;
        if (session !== '' || frame.parentId !== undefined) return;
        if (!this.#reloading && !this.#parts.rule.keep && this.#status.ended === null)
          void this.stop('navigated');
        this.#reloading = false;
        return;
      }
      case 'Target.detachedFromTarget':
        this.#sessions.delete((params as Protocol.Target.DetachedFromTargetEvent).sessionId);
        return;
    }
  }

  #paused(event: Protocol.Fetch.RequestPausedEvent, session: string): void {
    const { requestId } = event;
    if (!this.#matches(event)) {
      this.#sendIgnoringErrors('Fetch.continueRequest', { requestId }, session);
      return;
    }
    const number = this.#status.answered;
    this.#change({ answered: number + 1, problem: null });
    const { answerer } = this.#parts;
    if (answerer.kind === 'server') this.#toServer(event, session, answerer.channel, number);
    else void this.#answer(event, session, number).finally(() => this.#usedUp());
    this.#usedUp();
  }

  #matches({ request, resourceType }: Protocol.Fetch.RequestPausedEvent): boolean {
    const { rule, answerer } = this.#parts;
    const { answered, ended } = this.#status;
    if (ended !== null || (rule.times !== null && answered >= rule.times)) return false;
    if (request.method !== rule.method || !DATA.has(resourceType)) return false;
    return answerer.kind !== 'server' || !request.url.startsWith(answerer.channel);
  }

  #toServer(
    { requestId, networkId }: Protocol.Fetch.RequestPausedEvent,
    session: string,
    channel: string,
    number: number,
  ): void {
    const query = optionsToQuery(this.#parts.rule.options);
    query.set('request', String(number + 1));
    if (networkId !== undefined) this.#sent.add(networkId);
    this.#setAnswered(networkId, 'replay-server');
    this.#sendIgnoringErrors('Fetch.continueRequest', { requestId, url: `${channel}?${query}` }, session);
  }

  async #answer(event: Protocol.Fetch.RequestPausedEvent, session: string, number: number): Promise<void> {
    const { source, rule, wait } = this.#parts;
    const { requestId } = event;
    const { recording } = serve(source, { number, lastEventId: lastEventIdOf(event) }, rule.options);
    const fulfilment = fulfilmentOf(recording);
    if (fulfilment.kind === 'answer') this.#change({ notes: fulfilment.notes });
    this.#waiting++;
    // Never answered then, it is held until this ends.
    if (fulfilment.kind === 'never') return;
    try {
      await wait(fulfilment.at, this.#over.signal);
    } catch {
      // Ended since: the request has continued to the server.
      return;
    } finally {
      this.#waiting--;
    }
    // Not before: until now the request could have continued to the server.
    this.#setAnswered(event.networkId, 'browser');
    if (fulfilment.kind === 'answer')
      this.#sendIgnoringErrors('Fetch.fulfillRequest', { requestId, ...fulfilment.answer }, session);
    else
      this.#sendIgnoringErrors('Fetch.failRequest', { requestId, errorReason: fulfilment.reason }, session);
  }

  /** Before anything of the answer is reported. */
  #setAnswered(networkId: string | undefined, by: AnsweredBy): void {
    if (networkId !== undefined) this.#parts.protocolSessions.setAnswered(networkId, by);
  }

  /** The last request that it is for has its answer: it holds no further request, but still follows this one. */
  #usedUp(): void {
    const { times } = this.#parts.rule;
    const { answered, ended } = this.#status;
    if (times === null || answered < times || ended !== null || this.#waiting > 0) return;
    for (const session of this.#sessions) this.#sendIgnoringErrors('Fetch.disable', undefined, session);
    this.#sessions.clear();
    this.#change({ ended: 'used-up' });
  }

  #failed(event: Protocol.Network.LoadingFailedEvent): void {
    if (!this.#sent.delete(event.requestId)) return;
    const problem = problemOf(event);
    if (problem !== null) this.#change({ problem });
  }

  #end(why: AnsweringEnd): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#sessions.clear();
    this.#over.abort();
    if (this.#status.ended === null) this.#change({ ended: why });
  }

  #change(change: Partial<AnsweringStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#parts.changed();
  }

  #sendIgnoringErrors<M extends CommandName>(
    method: M,
    params: Commands[M]['paramsType'][0],
    session: string,
  ): void {
    // The request may be gone, with its page or because the page gave it up.
    this.#send(method, params, session).catch(() => {});
  }

  async #send<M extends CommandName>(
    method: M,
    params: Commands[M]['paramsType'][0],
    session: string,
  ): Promise<void> {
    await this.#parts.protocolSessions.transport.send(method, params, session);
  }
}

function lastEventIdOf({ request }: Protocol.Fetch.RequestPausedEvent): string | null {
  const value = headerValue(Object.entries(request.headers), 'last-event-id');
  return value === null ? null : fromWindows1252(value);
}
