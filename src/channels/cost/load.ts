import type {
  ByteCount,
  ConnectionTape,
  EndRecord,
  RedirectRecord,
  ResponseRecord,
  SentRecord,
} from '../../tape/index.ts';

/** What one request and its answer took. */
export interface Load {
  readonly requests: number;
  /** Whether it went over a connection that was there; undefined where that is not told. */
  readonly reused: boolean | undefined;
  readonly protocol: string | undefined;
  readonly requestHeaders: ByteCount | undefined;
  readonly responseHeaders: ByteCount | undefined;
  readonly frameHeaders: number;
  readonly unknownHeaders: number;
  readonly body: ByteCount;
}

export interface LoadFacts {
  readonly sent: SentRecord | null;
  readonly response: ResponseRecord | null;
  readonly end: EndRecord | null;
  readonly redirects: readonly RedirectRecord[];
}

/** The load of a request over HTTP, as far as its answer has come. */
export function loadOf({ sent, response, end, redirects }: LoadFacts, { chunks }: ConnectionTape): Load {
  const requestHeaders = sent?.headerBytes;
  const responseHeaders = response?.headerBytes;
  // A request that still waits for a connection has sent nothing.
  const wasSent = sent !== null || response !== null;
  return {
    requests: 1 + redirects.length,
    reused: response?.reused,
    protocol: response?.protocol,
    requestHeaders,
    responseHeaders,
    frameHeaders: 0,
    unknownHeaders:
      (wasSent && !requestHeaders ? 1 : 0) + (response && !responseHeaders ? 1 : 0) + redirects.length,
    body: bodyOf(chunks, end),
  };
}

function bodyOf({ wireTotal, total }: ConnectionTape['chunks'], end: EndRecord | null): ByteCount {
  if (wireTotal === null && end?.wire === undefined) return { bytes: total, estimated: total > 0 };
  return { bytes: (wireTotal ?? 0) + (end?.wire ?? 0), estimated: false };
}
