import { headerValues } from '../../../format/headers.ts';
import type {
  ByteCount,
  ConnectionTape,
  EndRecord,
  RedirectRecord,
  RequestRecord,
  ResponseRecord,
  SentRecord,
} from '../../../tape/index.ts';

/** What one request and its answer took. */
export interface Load {
  readonly requests: number;
  /** Whether it went over a TCP connection that was there; undefined where that is not known, null where it went over none. */
  readonly tcpReused: boolean | null | undefined;
  readonly protocol: string | undefined;
  readonly requestHeaders: ByteCount | undefined;
  readonly responseHeaders: ByteCount | undefined;
  readonly frameHeaders: number;
  readonly unknownHeaders: number;
  /** Whether it was open before recording: what came until then is missing. */
  readonly openedBefore: boolean;
  readonly body: ByteCount;
}

export interface LoadFacts {
  readonly request?: Pick<RequestRecord, 'openBefore'> | null;
  /** As it left, and again after each redirect, as far as that is known. */
  readonly sent: readonly SentRecord[];
  readonly response: ResponseRecord | null;
  readonly end: EndRecord | null;
  readonly redirects: readonly RedirectRecord[];
}

/** The load of a request over HTTP, as far as its answer has come. */
export function loadOf(facts: LoadFacts, { chunks }: ConnectionTape): Load {
  const { sent, response, redirects } = facts;
  const openedBefore = facts.request?.openBefore ?? false;
  const answers = response ? [...redirects, response] : redirects;
  // A request that still waits for a connection has sent nothing.
  const wasSent = sent.length > 0 || response !== null || openedBefore;
  const unseenAnswers = openedBefore && !response ? 1 : 0;
  const requests = wasSent ? 1 + redirects.length : redirects.length;
  if (response?.fromCache) return fromCache(redirects.length);
  return {
    requests: 1 + redirects.length,
    tcpReused: response?.reused,
    protocol: response?.protocol,
    requestHeaders: headerBytesOf(sent) ?? undefined,
    responseHeaders: headerBytesOf(answers) ?? undefined,
    frameHeaders: 0,
    unknownHeaders:
      Math.max(0, requests - knownCount(sent)) + answers.length - knownCount(answers) + unseenAnswers,
    openedBefore,
    body: bodyOf(facts, chunks),
  };
}

/** What a cache answered took nothing. The hops before it are not known to have taken anything either. */
function fromCache(redirects: number): Load {
  return {
    requests: 1 + redirects,
    tcpReused: null,
    protocol: undefined,
    requestHeaders: undefined,
    responseHeaders: undefined,
    frameHeaders: 0,
    unknownHeaders: 0,
    openedBefore: false,
    body: { bytes: 0, estimated: false },
  };
}

interface WithHeaderBytes {
  readonly headerBytes?: ByteCount;
}

/** Header bytes of several requests or answers together; null where of none they are known. */
export function headerBytesOf(all: readonly WithHeaderBytes[]): ByteCount | null {
  const known = all.flatMap(({ headerBytes }) => headerBytes ?? []);
  if (known.length === 0) return null;
  return {
    bytes: known.reduce((sum, { bytes }) => sum + bytes, 0),
    estimated: known.some(({ estimated }) => estimated),
  };
}

/** Of how many the header bytes are known. */
const knownCount = (all: readonly WithHeaderBytes[]): number =>
  all.filter(({ headerBytes }) => headerBytes).length;

/**
 * The browser reports wire lengths one event late, so of a stream that continues or was stopped by the page the latest
 * bytes are missing. Of what was not compressed no less can have come than was read.
 */
function bodyOf(
  { response, end }: Pick<LoadFacts, 'response' | 'end'>,
  { wireTotal, total }: ConnectionTape['chunks'],
): ByteCount {
  const isTold = wireTotal !== null || end?.wire !== undefined;
  const wire = (wireTotal ?? 0) + (end?.wire ?? 0);
  if (isTold && (wire >= total || isCompressed(response))) return { bytes: wire, estimated: false };
  return { bytes: total, estimated: total > 0 };
}

/** By Content-Encoding (RFC 9110, 8.4). */
function isCompressed(response: ResponseRecord | null): boolean {
  return headerValues(response?.headers ?? [], 'content-encoding').some(
    (value) => value.trim().toLowerCase() !== 'identity',
  );
}
