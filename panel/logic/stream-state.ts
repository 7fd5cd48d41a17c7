import type { Stream } from '../types.ts';
import { ago, span } from './format.ts';

/** What a stream's dot looks like, and the words that say the same. */
export interface StateLook {
  readonly tone: 'open' | 'busy' | 'waiting' | 'suspended' | 'ended' | 'failed';
  readonly text: string;
}

export function lookOf(stream: Stream): StateLook {
  const { state } = stream;
  switch (state.kind) {
    case 'open':
      return { tone: 'open', text: 'open' };
    case 'waiting':
      return { tone: 'waiting', text: 'waiting for a connection' };
    case 'connecting':
      return { tone: 'busy', text: 'connecting' };
    case 'suspended':
      return { tone: 'suspended', text: 'suspended' };
    case 'ended': {
      const text = state.good ? 'ended' : 'failed';
      return { tone: state.good ? 'ended' : 'failed', text: state.inferred ? `${text} (inferred)` : text };
    }
  }
}

/** The Status cell: the HTTP status where there is one, else what stands in its way. */
export function statusText(stream: Stream): string {
  if (stream.status !== null) return String(stream.status);
  switch (stream.state.kind) {
    case 'waiting':
      return '(waiting)';
    case 'ended':
      return stream.state.good ? '(ended)' : '(failed)';
    case 'open':
      return '(open)';
    default:
      return '(pending)';
  }
}

export function kindText({ via, context }: Stream): string {
  const names = { eventsource: 'EventSource', fetch: 'fetch', xhr: 'XHR', other: 'other' } as const;
  const name = names[via];
  return context.kind === 'page' || context.kind === 'unknown'
    ? name
    : `${name} · ${context.kind.replace('-', ' ')}`;
}

export interface LastByte {
  readonly text: string;
  /** True where an open stream has been silent for longer than the limit. */
  readonly isQuiet: boolean;
  readonly title: string;
}

/** How long an unfinished stream has been silent. Of an ended one it says nothing: its silence is no news. */
export function lastByte(stream: Stream, now: number, limit: number): LastByte {
  const { state } = stream;
  if (state.kind === 'waiting' || state.kind === 'connecting') {
    return { text: span(now - state.since), isQuiet: false, title: stream.verdict };
  }
  if (state.kind !== 'open') return { text: '', isQuiet: false, title: stream.verdict };
  const silence = now - (stream.lastByteAt ?? stream.openedAt);
  const isQuiet = silence > limit;
  const text = stream.lastByteAt === null ? `none, ${span(silence)}` : ago(silence);
  return { text, isQuiet, title: isQuiet ? quietTitle(silence, limit) : 'How long ago the last byte came' };
}

function quietTitle(silence: number, limit: number): string {
  return (
    `No byte for ${span(silence)}, longer than the limit of ${span(limit)} (see Settings). Proxies cut idle ` +
    'connections, some after 30 to 60 s; the standard suggests that a server sends a comment line about every 15 s.'
  );
}

/** A name for lists where streams of one URL must be told apart. */
export function longName(stream: Stream): string {
  return stream.url ?? (stream.candidates.length > 0 ? stream.candidates.join(' or ') : stream.name);
}
