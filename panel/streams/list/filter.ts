import { isFailed, kindText, longName, lookOf } from '../../shared/text/stream-state.ts';
import type { Finding, Stream, Transport } from '../../types.ts';

/** What the list is told to show. */
export interface StreamFilter {
  /** As it is typed: see {@link parseStreamFilter}. */
  readonly text: string;
  /** Kinds whose streams are shown; all where it is empty. */
  readonly kinds: ReadonlySet<Transport>;
  /** Only what has failed, or keeps failing. */
  readonly isFailedOnly: boolean;
}

export const ALL_STREAMS: StreamFilter = { text: '', kinds: new Set(), isFailedOnly: false };

/** What is known of the streams beside their rows. */
export interface StreamFacts {
  /** Tape time, milliseconds. */
  readonly now: number;
  /** Those of a stream that are not muted. */
  readonly findings: (stream: Stream) => readonly Finding[];
}

export type StreamTest = (stream: Stream, facts: StreamFacts) => boolean;

export interface ParsedStreamFilter {
  /** Null where nothing is asked. */
  readonly test: StreamTest | null;
  /** What is not understood, in a sentence; it is left out. */
  readonly error: string | null;
}

const TOKEN = /(-?)(?:(url|host|kind|is):)?(?:"([^"]*)"|(\S+))/gi;
/** Is typed, and says nothing yet. */
const UNFINISHED = /^-?(?:(?:url|host|kind|is):)?-?$/i;

const STATES: Readonly<Record<string, StreamTest>> = {
  failed: (stream, { now }) => isFailed(stream, now),
  wrong: (stream, facts) => isWrong(stream, facts),
  open: (stream, { now }) => lookOf(stream, now).tone === 'open',
  ended: (stream, { now }) => ['ended', 'failed'].includes(lookOf(stream, now).tone) && !stream.failing,
  waiting: (stream, { now }) => lookOf(stream, now).tone === 'waiting',
};

/**
 * The filter of the list: words, `"two words"`, `url:…`, `host:…`, `kind:…`, `is:failed` and other states, and each of them
 * with a minus before it; all must hold. A word is looked for in the name, the address and the kind, without regard to case.
 * Never throws: what is not understood is named in `error` and left out.
 */
export function parseStreamFilter(text: string): ParsedStreamFilter {
  const tests: StreamTest[] = [];
  let error: string | null = null;
  for (const [whole, minus, field, quoted, word] of text.matchAll(TOKEN)) {
    if (UNFINISHED.test(whole)) continue;
    const test = testOf(field?.toLowerCase(), (quoted ?? word ?? '').toLowerCase());
    if (test === null) error = `“${whole}” is none of is:${Object.keys(STATES).join(', is:')}`;
    else tests.push(minus ? (stream, facts) => !test(stream, facts) : test);
  }
  if (tests.length === 0) return { test: null, error };
  return { test: (stream, facts) => tests.every((test) => test(stream, facts)), error };
}

/** Whether anything is hidden by it that is there. */
export function isFiltering({ text, kinds, isFailedOnly }: StreamFilter): boolean {
  return isFailedOnly || kinds.size > 0 || parseStreamFilter(text).test !== null;
}

/** Whether something must be done about it: it has failed, or has an error among its findings. */
export function isWrong(stream: Stream, { now, findings }: StreamFacts): boolean {
  return isFailed(stream, now) || findings(stream).some(({ severity }) => severity === 'error');
}

function testOf(field: string | undefined, sought: string): StreamTest | null {
  switch (field) {
    case 'url':
      return (stream) => addressOf(stream).includes(sought);
    case 'host':
      return (stream) => hostOf(stream).toLowerCase().includes(sought);
    case 'kind':
      return (stream) => kindsOf(stream).includes(sought);
    case 'is': {
      // As it is typed, the beginning of a state is that state.
      const state = Object.keys(STATES).find((name) => name.startsWith(sought));
      return state === undefined ? null : (STATES[state] ?? null);
    }
    default:
      return (stream) =>
        addressOf(stream).includes(sought) ||
        stream.name.toLowerCase().includes(sought) ||
        kindsOf(stream).includes(sought);
  }
}

const addressOf = (stream: Stream): string => longName(stream).toLowerCase();

/** The host of its address; empty where that is not known. */
export function hostOf({ url }: Stream): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : '';
}

/** The words for kinds: those of the buttons, and those of the column. */
function kindsOf(stream: Stream): string {
  const { transport } = stream;
  const also = transport === 'websocket' ? 'ws' : '';
  return `${transport} ${also} ${kindText(stream)}`.toLowerCase();
}
