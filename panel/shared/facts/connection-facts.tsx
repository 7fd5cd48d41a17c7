import { clock } from '../../../src/format/clocks.ts';
import { duration, seconds } from '../../../src/format/durations.ts';
import { count, plural } from '../../../src/format/numbers.ts';
import type { ConnectionDetail, EventStreamDetail, PanelHost } from '../../types.ts';
import { NOT_REPORTED } from '../text/terms.ts';
import { NOT_KNOWN } from '../text/unseen.ts';
import type { Fact } from './facts.tsx';
import { bytesText, wireText } from './wire-text.ts';

const VIA = {
  eventsource: 'EventSource',
  fetch: 'fetch',
  xhr: 'XMLHttpRequest',
  websocket: 'WebSocket',
  beacon: 'a beacon (sendBeacon, or the ping of a link)',
  script: 'a script element (JSONP)',
  other: 'not known',
} as const;

/** Where the server answered, nothing is said. */
const ANSWERED = {
  browser: 'a recording, which the browser gave whole and at once; not the server',
  'replay-server': 'a recording, through the replay server; not the server',
} as const;

/** Callers that are listed: capture keeps eleven. */
const MAX_CALLERS = 11;

/** Redirects that are listed: browsers follow twenty, but a tape need not come from one. */
const MAX_REDIRECTS = 20;

/** The request, what sent it, and the response. */
export function generalFacts({
  summary,
  response,
  initiator,
  initiatorNote,
  callers,
  redirects,
  requestBody,
}: ConnectionDetail): Fact[] {
  const { url, candidates, method, via, context } = summary;
  return [
    ['URL', url ?? (candidates.length > 0 ? `Not known; one of: ${candidates.join(', ')}` : 'Not known')],
    ['Method', method],
    ['Asked by', askedBy(summary)],
    ['Answered by', summary.answeredBy ? ANSWERED[summary.answeredBy] : null],
    ['Context', context.kind === 'page' ? null : (context.url ?? null)],
    ['Initiator', initiator ? initiatorText(initiator) : initiatorNote],
    ['Called by', callers.length > 0 ? <Callers callers={callers} /> : null],
    ...redirects.slice(0, MAX_REDIRECTS).map(({ status, to }): Fact => [`Redirect ${status}`, `to ${to}`]),
    [
      'Redirects',
      redirects.length > MAX_REDIRECTS ? `${count(redirects.length - MAX_REDIRECTS)} more` : null,
    ],
    [
      'Status',
      response
        ? `${response.status} ${response.statusText}`.trim()
        : (summary.status ?? (summary.openedBefore ? NOT_KNOWN : null)),
    ],
    [
      'Content type',
      via === 'websocket'
        ? null
        : response && (response.mimeType === '' ? 'none was sent' : response.mimeType),
    ],
    ['Framing', summary.framing ?? null],
    ['Protocol', response?.protocol ?? null],
    ['Connection', reuseText(response?.reused ?? null)],
    ['Remote address', response?.remoteAddress ?? null],
    ['Cache', response?.fromCache ? `The answer came from the browser’s ${response.fromCache} cache` : null],
    ['Service worker', response?.fromServiceWorker ? 'The answer came from the page’s service worker' : null],
    ['Request body', requestBody],
  ];
}

/** By which interface, and where: "fetch, in the page". */
export function askedBy(request: Pick<ConnectionDetail['summary'], 'via' | 'context'>): string {
  return `${VIA[request.via]}, in ${placeText(request)}`;
}

function placeText({ via, context: { kind } }: Pick<ConnectionDetail['summary'], 'via' | 'context'>): string {
  if (kind === 'page') return 'the page';
  if (kind !== 'unknown') return `a ${kind.replace('-', ' ')}`;
  return via === 'websocket'
    ? 'the page or a frame of it: Chromium does not say which'
    : 'a context that is not known';
}

function initiatorText({
  functionName,
  url,
  line,
  column,
}: NonNullable<ConnectionDetail['initiator']>): string {
  const place = `${url}:${line}:${column}`;
  return functionName === '' ? place : `${functionName} (${place})`;
}

/** A line each. A tape need not come from a browser: what is beyond the limit of capture is not drawn. */
function Callers({ callers }: Pick<ConnectionDetail, 'callers'>) {
  return callers.slice(0, MAX_CALLERS).map((caller, index) => (
    // One place can be there twice: a function that calls itself.
    <div key={index}>
      {initiatorText(caller)}
      {caller.async === undefined ? null : `, later${caller.async === '' ? '' : ` (${caller.async})`}`}
    </div>
  ));
}

function reuseText(reused: boolean | null): string | null {
  if (reused === null) return null;
  return reused ? 'reused an open one' : 'a new one';
}

/** When things happened, from the request on. */
export function timeFacts({ summary, sentAt, response, end }: ConnectionDetail, host: PanelHost): Fact[] {
  const { openedAt, openedBefore, lastByteAt } = summary;
  const moment = (at: number) =>
    openedBefore ? clock(host.wall(at)) : `${seconds(at - openedAt)} (${clock(host.wall(at))})`;
  const after = openedBefore ? 'at' : 'after';
  return [
    ['Requested', openedBefore ? NOT_KNOWN : clock(host.wall(openedAt))],
    ['Waited for a connection', sentAt === null ? null : duration(Math.max(0, sentAt - openedAt))],
    [`Headers came ${after}`, response && moment(response.at)],
    [
      `${summary.transport === 'websocket' ? 'Last frame' : 'Last byte'} ${after}`,
      lastByteAt === null ? null : moment(lastByteAt),
    ],
    [`Ended ${after}`, end && `${moment(end.at)}: ${end.text}${end.inferred ? ` (${NOT_REPORTED})` : ''}`],
  ];
}

/** What the stream itself carried. */
export function payloadFacts(detail: ConnectionDetail): Fact[] {
  const { summary, eventStream, chunks, decodedBytes } = detail;
  const { events, comments, discarded } = summary;
  // Of an event stream without bytes there is no line to be seen.
  const isRead = summary.transport !== 'sse' || summary.fidelity === 'bytes' || comments + discarded > 0;
  const since = summary.openedBefore ? ` since recording began; before that ${NOT_KNOWN}` : '';
  return [
    ...(eventStream ? reconnectFacts(eventStream, summary.openedBefore === true) : []),
    summary.transport === 'pieces'
      ? ['Records', `${count(events)}, ${count(comments)} empty, ${count(discarded)} broken or cut`]
      : [
          'Events',
          isRead
            ? `${count(events)}, ${plural(comments, 'comment')}, ${plural(discarded, 'block')} without an event`
            : `${count(events)}; comments and blocks without an event are ${NOT_KNOWN}`,
        ],
    ['Chunks', `${count(chunks)}${since}`],
    ['Bytes', `${bytesText(decodedBytes)}, decoded${since && ','}${since}`],
    ['On the wire', wireText(detail)],
  ];
}

/** @param openedBefore whether its request and its first bytes are not known. */
function reconnectFacts(stream: EventStreamDetail, openedBefore: boolean): Fact[] {
  const { lastEventId, lastEventIdSent, retry } = stream;
  return [
    ['Last-Event-ID sent', idText(lastEventIdSent ?? (openedBefore ? null : ''), 'no such header')],
    ['Last event ID', idText(lastEventId, 'none')],
    ['retry', retry === null && openedBefore ? NOT_KNOWN : retryText(stream)],
  ];
}

/** @param id null where it is not known, '' where there is none. */
function idText(id: string | null, none: string): Fact[1] {
  if (id === null) return NOT_KNOWN;
  return id === '' ? none : <code>{id}</code>;
}

function retryText({ retry, retryBefore }: EventStreamDetail): string {
  if (retry !== null) return duration(retry);
  return retryBefore === null
    ? 'not sent; the browser’s default holds'
    : `not sent; ${duration(retryBefore)} still holds, from an earlier connection`;
}
