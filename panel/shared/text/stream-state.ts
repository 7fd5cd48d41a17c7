import { ago, duration } from '../../../src/format/durations.ts';
import { type ChannelListRow, type Stream, stateAt } from '../../types.ts';

/** What a stream's dot looks like, and the words that say the same. */
export interface StateLook {
  readonly tone: 'open' | 'busy' | 'waiting' | 'suspended' | 'ended' | 'failed';
  readonly text: string;
}

/** @param now tape time, milliseconds. */
export function lookOf(stream: Stream, now: number): StateLook {
  if (isOnlyYours(stream)) return { tone: 'ended', text: 'only sent by you' };
  const state = stateAt(stream.state, now);
  switch (state.kind) {
    case 'open':
      if (stream.failing) return { tone: 'failed', text: 'failing' };
      return { tone: 'open', text: 'open' };
    case 'waiting':
      return { tone: 'waiting', text: 'waiting for a connection' };
    case 'connecting':
      return { tone: 'busy', text: 'connecting' };
    case 'suspended':
      return { tone: 'suspended', text: 'suspended' };
    case 'unrecorded':
      return { tone: 'ended', text: 'not recorded from here' };
    case 'ended': {
      const tone = state.good ? 'ended' : 'failed';
      if (stream.state.kind === 'resting') return { tone, text: stoppedText(state.at, now) };
      const text = state.good ? 'ended' : 'failed';
      return { tone, text: state.inferred ? `${text} (not reported)` : text };
    }
  }
}

function stoppedText(at: number, now: number): string {
  return `stopped asking ${ago(now - at)}`;
}

/** Whether it holds only what the user sent to an object without a connection on the tape. */
export function isOnlyYours({ connections }: Stream): boolean {
  return connections === 0;
}

/** The Status cell: the HTTP status. The state, and the text beside it, say why there is none. */
export function statusText(stream: Stream): string {
  if (isStatusUnseen(stream)) return '?';
  return stream.status === null ? '–' : String(stream.status);
}

/** Whether there was a status that was not recorded. */
export function isStatusUnseen({ status, unseen }: Stream): boolean {
  return status === null && unseen === 'opened-before';
}

const NAMES = {
  eventsource: 'EventSource',
  fetch: 'fetch',
  xhr: 'XHR',
  websocket: 'WebSocket',
  beacon: 'beacon',
  script: 'script',
  other: 'other',
} as const;

export function kindText({ transport, via, context, framing, client }: Stream): string {
  const what = framing ?? client ?? (transport === 'poll' ? 'poll' : null);
  const name = what === null ? NAMES[via] : `${what} · ${NAMES[via]}`;
  return context.kind === 'page' || context.kind === 'unknown'
    ? name
    : `${name} · ${context.kind.replace('-', ' ')}`;
}

const SHORT = { ...NAMES, eventsource: 'ES', websocket: 'WS' } as const;

/** The same in a few letters; `w` for a worker of any kind. */
export function shortKind({ transport, via, context, framing, client }: Stream): string {
  const tag = framing && (TAGS[framing] ?? framing).toLowerCase();
  // “Engine.IO (Socket.IO)”, “Phoenix channels”: the first word is the name.
  const name = tag ?? client?.split(' ', 1)[0] ?? (transport === 'poll' ? 'poll' : SHORT[via]);
  return context.kind.endsWith('worker') ? `${name}·w` : name;
}

/** Framings in a few letters. */
const TAGS: Readonly<Record<string, string>> = {
  'JSON lines': 'Lines',
  'Records ended by 0x1e': '0x1e',
  'JSON text sequence': 'Seq',
  'JSON array': 'Array',
  Multipart: 'Parts',
  Chunks: 'Bytes',
};

/** What marks a row of the list whose transport is not Server-Sent Events; null for those. */
export function transportTag({
  transport,
  framing,
  client,
  whole,
}: Stream): { text: string; title: string } | null {
  switch (transport) {
    case 'sse':
      return null;
    case 'poll':
      return { text: 'Poll', title: client ? `${client} over HTTP` : 'Long polling' };
    case 'websocket':
      return { text: 'WS', title: 'WebSocket' };
    case 'pieces':
      return {
        text: TAGS[framing ?? ''] ?? 'Bytes',
        title: `${framing ?? 'Chunks'}: ${whole ? 'a response that came whole, in one chunk' : 'a response whose body the page reads as it comes'}`,
      };
  }
}

/**
 * Only 200 opens an event stream and 101 a socket. By 204 a server stops an event stream for good, which is as it
 * should be (WHATWG HTML, 9.2); the response to a poll may have any status, and 204 says that there is nothing.
 */
export function hasGoodStatus({ status, transport }: Stream): boolean {
  if (status === null) return true;
  switch (transport) {
    case 'sse':
      return status === 200 || status === 204;
    case 'websocket':
      return status === 101;
    case 'poll':
    case 'pieces':
      return status < 400;
  }
}

/** Whether it has failed, or keeps failing: what is wrong with it needs no finding. */
export function isFailed(stream: Stream, now: number): boolean {
  return lookOf(stream, now).tone === 'failed' || !hasGoodStatus(stream);
}

/** The command that sends the same request, by its name. */
export function copyCommand({ transport }: Stream): { text: string; title: string } {
  return transport === 'websocket'
    ? { text: 'Copy as websocat', title: 'A websocat command that opens this socket: curl cannot' }
    : { text: 'Copy as cURL', title: 'A curl command (-N) that asks for this stream' };
}

/** Which of the connections of one address a stream is, counted from 1 in the order of their opening. */
export function placeOf(stream: Stream, rows: readonly ChannelListRow[]): { number: number; of: number } {
  const name = longName(stream);
  const alike = rows.filter((row) => row.kind === 'stream' && longName(row) === name);
  return { number: alike.findIndex((row) => row.id === stream.id) + 1, of: alike.length };
}

export interface LastByte {
  readonly text: string;
  /** True where an open stream has been silent for longer than the limit. */
  readonly isQuiet: boolean;
  readonly title: string;
}

/** How long an unfinished stream has been silent; of others what there is instead, in a word. */
export function lastByte(stream: Stream, now: number, limit: number): LastByte {
  const state = stateAt(stream.state, now);
  if (isOnlyYours(stream)) return { text: 'none', isQuiet: false, title: stream.verdict };
  if (state.kind === 'waiting') {
    return { text: `waits ${short(now - state.since)}`, isQuiet: false, title: stream.verdict };
  }
  if (state.kind === 'connecting') {
    return { text: `asks ${short(now - state.since)}`, isQuiet: false, title: stream.verdict };
  }
  if (state.kind === 'suspended') return { text: 'suspended', isQuiet: false, title: stream.verdict };
  if (state.kind === 'unrecorded') return { text: 'unrecorded', isQuiet: false, title: stream.verdict };
  if (state.kind === 'ended' && stream.state.kind === 'resting') {
    return { text: 'stopped', isQuiet: false, title: `It ${stoppedText(state.at, now)}. ${stream.verdict}` };
  }
  if (state.kind === 'ended') {
    return { text: state.good ? 'ended' : 'failed', isQuiet: false, title: stream.verdict };
  }
  // Why nothing comes is known.
  if (stream.failing) return { text: 'failing', isQuiet: false, title: stream.verdict };
  const silence = now - (stream.lastByteAt ?? stream.openedAt);
  const text = stream.lastByteAt === null ? `none, ${short(silence)}` : ago(silence);
  if (stream.transport === 'websocket') return { text, isQuiet: false, title: WEBSOCKET_TITLE };
  const isQuiet = silence > limit;
  // Beside the sign there is no room for "ago", and the seconds of a short silence must be seen.
  if (isQuiet && stream.lastByteAt !== null)
    return { text: short(silence), isQuiet, title: quietTitle(silence, limit) };
  return { text, isQuiet, title: isQuiet ? quietTitle(silence, limit) : 'How long ago the last byte came' };
}

const WEBSOCKET_TITLE =
  'How long ago the last frame went either way. Ping and pong are not reported, so silence says nothing of them.';

/** As `ago`, without the word. */
function short(ms: number): string {
  return ago(ms).replace(/ ago$/, '');
}

function quietTitle(silence: number, limit: number): string {
  return (
    `No byte for ${duration(silence)}, longer than the limit of ${duration(limit)} (see Settings). Proxies cut idle ` +
    'connections, some after 30 to 60 s; the standard suggests that a server sends a comment line about every 15 s.'
  );
}

/** A name for lists in which several streams have one URL. */
export function longName(stream: Stream): string {
  return stream.url ?? (stream.candidates.length > 0 ? stream.candidates.join(' or ') : stream.name);
}
