/** Capture over the DevTools protocol: events in, tape records out. */
import type { Protocol } from 'devtools-protocol';
import type { Discovery } from '../../protocol/discovery.ts';
import type { ChildSession, ProtocolSessions, Transport } from '../../protocol/transport.ts';
import type { TapeWriter } from '../../tape/index.ts';
import type { TapeClock } from '../clock.ts';
import type { Identify } from '../companion.ts';
import type { ConnectionIds } from '../http/connection-ids.ts';
import type { IsShownAsStream } from '../http/keeping.ts';
import { AlreadyOpen } from './already-open.ts';
import { Contexts } from './contexts.ts';
import { listenedEventSources } from './event-sources.ts';
import { listenersRecords } from './listeners.ts';
import { LiveLooks } from './live-looks.ts';
import { Navigation, type Running } from './navigation.ts';
import type { Needs } from './needs.ts';
import { Requests } from './requests/requests.ts';
import { SharedWorkers } from './targets/shared-workers.ts';
import { Targets } from './targets/targets.ts';
import { Threads } from './targets/threads.ts';
import { UnheardTypes } from './unheard.ts';
import { WebSockets } from './websockets.ts';

export interface ProtocolCaptureNeeds {
  readonly transport: Transport;
  readonly tape: TapeWriter;
  readonly clock: TapeClock;
  readonly connectionIds: ConnectionIds;
  /** Asked at each request of fetch and XHR; without it none is. */
  readonly isShownAsStream?: IsShownAsStream;
  /** Where there is none, shared workers are not found. */
  readonly discovery?: Discovery;
  /** Asked about streams that were open before. */
  readonly identify?: Identify;
  /** The page's renderer crashed; no call is answered until it is loaded again. */
  readonly onCrashed?: () => void;
  /** The page lives again after a crash. */
  readonly onRevived?: () => void;
  /** A call was given up. */
  readonly onNoAnswer?: () => void;
}

export interface ProtocolCapture {
  /** Resolves when the page's network is being listened to. @throws ProtocolError where the page refuses or never answers. */
  start(): Promise<void>;
  /** Ends it; streams under way get an inferred end. */
  stop(): void;
  findListeners(): Promise<void>;
  /** Looks for the addresses of what was open before, where they are not known. */
  findAddresses(): Promise<void>;
  /** Bytes in the page's JavaScript heap, as last reported; null before. */
  heap(): number | null;
  readonly protocolSessions: ProtocolSessions;
}

/** As DevTools' own Network panel asks for it. */
const POST_BODY_LIMIT = 65_536;

export function captureProtocol(needs: ProtocolCaptureNeeds): ProtocolCapture {
  const { transport, tape, clock, connectionIds, discovery } = needs;
  const onNoAnswer = needs.onNoAnswer ?? (() => {});
  const contexts = new Contexts();
  const common: Needs = {
    transport,
    tape,
    clock,
    contexts,
    connectionIds,
    onNoAnswer,
    ...(needs.isShownAsStream && { isShownAsStream: needs.isShownAsStream }),
  };
  const requests = new Requests(common);
  const looks = new LiveLooks(transport);
  const sockets = new WebSockets({ ...common, looks });
  const running: Running = {
    infer(which, why, at) {
      requests.infer(which, why, at);
      sockets.infer(which, why, at);
    },
    live: () => requests.live(),
  };
  const readFrames = () =>
    void transport.send('Page.getFrameTree').then(
      ({ frameTree }) => contexts.setTree(frameTree),
      // A page that went meanwhile reports its own.
      () => {},
    );
  const navigation = new Navigation({ ...common, requests: running, readFrames });
  const childListeners = new Set<(child: ChildSession) => void>();
  const targets = new Targets({
    ...common,
    requests: running,
    navigation,
    onBegin(child) {
      for (const listener of childListeners) listener(child);
    },
  });
  const alreadyOpen = new AlreadyOpen({ ...common, requests, looks, identify: needs.identify, play: listen });
  const threads = new Threads(common, function* () {
    yield* requests.live();
    yield* sockets.live();
  });
  const unheard = new UnheardTypes(common);
  const shared = discovery ? new SharedWorkers({ transport, discovery, contexts, targets }) : null;

  /** Runs once per read and, in a flood, once per message: a switch, a lookup and an append. */
  function listen(method: string, params: unknown, session: string): void {
    switch (method) {
      case 'Network.dataReceived': {
        const event = params as Protocol.Network.DataReceivedEvent;
        const connection = requests.connection(event.requestId);
        if (connection) {
          const at = clock.at(event.timestamp);
          connection.data(at, event.dataLength, event.encodedDataLength, event.data);
        } else if (connection === undefined) alreadyOpen.data(event, session);
        return;
      }
      case 'Network.eventSourceMessageReceived': {
        const event = params as Protocol.Network.EventSourceMessageReceivedEvent;
        const connection = requests.connection(event.requestId);
        if (connection) {
          const at = clock.at(event.timestamp);
          if (connection.via !== 'eventsource' || connection.isUnnamed) alreadyOpen.identify(connection, at);
          connection.message(at, event.eventName, event.data, event.eventId);
          unheard.message(connection, event.eventName, event.timestamp);
        } else if (connection === undefined) alreadyOpen.message(event, session);
        return;
      }
      case 'Network.requestWillBeSent':
        requests.willBeSent(params as Protocol.Network.RequestWillBeSentEvent, session);
        return;
      case 'Network.requestWillBeSentExtraInfo':
        requests.sentExtra(params as Protocol.Network.RequestWillBeSentExtraInfoEvent);
        return;
      case 'Network.requestServedFromCache':
        requests.servedFromCache((params as Protocol.Network.RequestServedFromCacheEvent).requestId);
        return;
      case 'Network.responseReceived':
        requests.responseReceived(params as Protocol.Network.ResponseReceivedEvent, session);
        if ((params as Protocol.Network.ResponseReceivedEvent).type === 'EventSource')
          unheard.opened(session);
        return;
      case 'Network.responseReceivedExtraInfo':
        requests.responseExtra(params as Protocol.Network.ResponseReceivedExtraInfoEvent);
        return;
      case 'Network.loadingFinished': {
        const event = params as Protocol.Network.LoadingFinishedEvent;
        if (!alreadyOpen.ended(event.requestId, method, event)) requests.finished(event);
        return;
      }
      case 'Network.loadingFailed': {
        const event = params as Protocol.Network.LoadingFailedEvent;
        if (!alreadyOpen.ended(event.requestId, method, event)) requests.failed(event);
        return;
      }
      case 'Network.webSocketFrameReceived':
        sockets.frame(params as Protocol.Network.WebSocketFrameReceivedEvent, 'received', session);
        return;
      case 'Network.webSocketFrameSent':
        sockets.frame(params as Protocol.Network.WebSocketFrameSentEvent, 'sent', session);
        return;
      case 'Network.webSocketCreated':
        sockets.created(params as Protocol.Network.WebSocketCreatedEvent, session);
        return;
      case 'Network.webSocketWillSendHandshakeRequest':
        sockets.sent(params as Protocol.Network.WebSocketWillSendHandshakeRequestEvent);
        return;
      case 'Network.webSocketHandshakeResponseReceived':
        sockets.answered(params as Protocol.Network.WebSocketHandshakeResponseReceivedEvent);
        return;
      case 'Network.webSocketFrameError':
        sockets.failed(params as Protocol.Network.WebSocketFrameErrorEvent);
        return;
      case 'Network.webSocketClosed':
        sockets.closed(params as Protocol.Network.WebSocketClosedEvent);
        return;
      case 'Page.frameStartedNavigating':
        navigation.started(params as Protocol.Page.FrameStartedNavigatingEvent);
        return;
      case 'Page.frameStoppedLoading':
        navigation.stopped((params as Protocol.Page.FrameStoppedLoadingEvent).frameId);
        return;
      case 'Page.frameNavigated':
        navigation.navigated(params as Protocol.Page.FrameNavigatedEvent, session);
        return;
      case 'Page.frameDetached':
        contexts.dropFrame((params as Protocol.Page.FrameDetachedEvent).frameId);
        return;
      case 'Page.domContentEventFired':
      case 'Page.loadEventFired':
        shared?.hint();
        return;
      case 'Page.backForwardCacheNotUsed':
        navigation.notRestored();
        return;
      case 'Target.attachedToTarget':
        targets.attached(params as Protocol.Target.AttachedToTargetEvent);
        return;
      case 'Target.detachedFromTarget':
        targets.detached((params as Protocol.Target.DetachedFromTargetEvent).sessionId);
        unheard.detached((params as Protocol.Target.DetachedFromTargetEvent).sessionId);
        return;
      case 'Inspector.targetCrashed':
        targets.crashed(session);
        if (session === '') needs.onCrashed?.();
        return;
      case 'Inspector.targetReloadedAfterCrash':
        if (session !== '') return;
        // What was sent to the crashed renderer was lost with it.
        void enable().catch(() => {});
        needs.onRevived?.();
        return;
    }
  }

  /** Switches on all the page's session needs. @throws ProtocolError */
  async function enable(): Promise<void> {
    // All at once: what the page does between two answers must not be missed.
    const network = transport.send('Network.enable', { maxPostDataSize: POST_BODY_LIMIT });
    // Without these two less is known, but streams are.
    transport.send('Page.enable').catch(() => {});
    transport.send('Inspector.enable').catch(() => {});
    const tree = transport.send('Page.getFrameTree').then(
      ({ frameTree }) => {
        contexts.mainFrame = frameTree.frame.id;
        contexts.setTree(frameTree);
        contexts.setSession('', { kind: 'page', id: frameTree.frame.id, url: frameTree.frame.url });
      },
      () => {},
    );
    targets.startRoot();
    await network;
    await tree;
  }

  let stopListening = () => {};
  return {
    protocolSessions: {
      transport,
      children: () => targets.children(),
      onChild(listener) {
        childListeners.add(listener);
        return () => childListeners.delete(listener);
      },
      setAnswered: (requestId, by) => requests.setAnswered(requestId, by),
    },
    async start() {
      stopListening = transport.on(listen);
      shared?.start();
      threads.start();
      await enable();
    },
    stop() {
      stopListening();
      shared?.stop();
      threads.stop();
      unheard.stop();
      navigation.stop();
      alreadyOpen.stop();
      running.infer(() => true, 'capture-stopped', clock.now());
    },
    heap: () => unheard.heap ?? looks.heap,
    async findListeners() {
      const found = [];
      for (const session of ['', ...targets.frames()])
        found.push(...(await listenedEventSources(transport, session)));
      for (const record of listenersRecords(found, clock.now())) tape.append(record);
    },
    async findAddresses() {
      await alreadyOpen.findAddresses();
      await sockets.findAddresses();
    },
  };
}
