/** What ended or prevented a connection, whatever an engine calls it. */
export type FailureCause =
  | 'refused'
  | 'reset'
  | 'closed'
  | 'cut short'
  | 'stream reset'
  | 'network changed'
  | 'no network'
  | 'unknown host'
  | 'timed out';

interface Failure {
  readonly cause: FailureCause;
  /** In a few words, and as a sentence without its full stop. Where there is none the error's own name is shown. */
  readonly short?: string;
  readonly sentence?: string;
}

/** Chromium's error texts. */
const CHROMIUM: Readonly<Record<string, Failure>> = {
  'net::ERR_CONNECTION_REFUSED': {
    cause: 'refused',
    short: 'connection refused',
    sentence: 'Connection refused: nothing listens there',
  },
  'net::ERR_CONNECTION_RESET': {
    cause: 'reset',
    short: 'reset',
    sentence: 'Connection reset by the other side',
  },
  'net::ERR_CONNECTION_CLOSED': {
    cause: 'closed',
    short: 'closed without an answer',
    sentence: 'The other side closed the connection without an answer',
  },
  'net::ERR_EMPTY_RESPONSE': {
    cause: 'closed',
    short: 'closed without an answer',
    sentence: 'The other side closed the connection without an answer',
  },
  'net::ERR_CONTENT_LENGTH_MISMATCH': {
    cause: 'cut short',
    short: 'cut short',
    sentence: 'Cut short: fewer bytes came than Content-Length said',
  },
  'net::ERR_INCOMPLETE_CHUNKED_ENCODING': {
    cause: 'cut short',
    short: 'cut short',
    sentence: 'Cut short: the chunked body has no end',
  },
  'net::ERR_HTTP2_PROTOCOL_ERROR': {
    cause: 'stream reset',
    short: 'stream reset',
    sentence: 'The HTTP/2 stream was reset',
  },
  'net::ERR_NETWORK_CHANGED': {
    cause: 'network changed',
    short: 'network changed',
    sentence: 'The network changed',
  },
  'net::ERR_INTERNET_DISCONNECTED': {
    cause: 'no network',
    short: 'no network',
    sentence: 'There is no network',
  },
  'net::ERR_NAME_NOT_RESOLVED': {
    cause: 'unknown host',
    short: 'host not found',
    sentence: 'The host name has no address',
  },
  'net::ERR_TIMED_OUT': { cause: 'timed out', short: 'timed out', sentence: 'Timed out' },
  'net::ERR_CONNECTION_TIMED_OUT': { cause: 'timed out' },
};

/** Chromium's names of the commoner refusals, in words. */
const CORS: Readonly<Record<string, string>> = {
  MissingAllowOriginHeader: 'it comes from another origin and has no Access-Control-Allow-Origin header',
  AllowOriginMismatch: 'its Access-Control-Allow-Origin header names another origin than the page’s',
  WildcardOriginNotAllowed:
    'its Access-Control-Allow-Origin header is *, which does not do for a request with credentials',
  InvalidAllowCredentials:
    'the request was made with credentials and the answer has no Access-Control-Allow-Credentials: true',
  MultipleAllowOriginValues: 'it has more than one Access-Control-Allow-Origin',
  PreflightMissingAllowOriginHeader: 'the answer to its preflight has no Access-Control-Allow-Origin header',
  PreflightInvalidStatus: 'the answer to its preflight was no success',
  MethodDisallowedByPreflightResponse: 'the answer to its preflight does not allow the method',
  HeaderDisallowedByPreflightResponse: 'the answer to its preflight does not allow a header of the request',
};

/** Null for an error that is not known, or where the browser gave none. */
export function causeOf(error: string | undefined): FailureCause | null {
  return (error && CHROMIUM[error]?.cause) || null;
}

/** What the browser’s error text means, in a sentence. */
export function errorText(error: string | undefined): string {
  if (!error) return 'Failed; the browser gave no reason.';
  const sentence = CHROMIUM[error]?.sentence;
  return sentence ? `${sentence} (${error}).` : `Failed: ${error}.`;
}

/** The same in a few words. */
export function shortFault(error: string | undefined): string {
  return (error && (CHROMIUM[error]?.short ?? error)) || 'failed';
}

/** Why the browser kept an answer from the page, by its name for it; undefined where the name is not known. */
export function corsText(blocked: string): string | undefined {
  return CORS[blocked];
}
