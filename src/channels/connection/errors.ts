/** What ended or prevented a connection, whatever an engine calls it. */
export type FailureCause =
  | 'refused'
  | 'reset'
  | 'closed'
  | 'cut short'
  | 'stream reset'
  | 'network changed'
  | 'no network'
  | 'asleep'
  | 'unknown host'
  | 'timed out'
  | 'not decoded'
  | 'not secure';

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
  'net::ERR_NETWORK_IO_SUSPENDED': {
    cause: 'asleep',
    short: 'the computer slept',
    sentence: 'The computer went to sleep',
  },
  'net::ERR_NAME_NOT_RESOLVED': {
    cause: 'unknown host',
    short: 'host not found',
    sentence: 'The host name has no address',
  },
  'net::ERR_TIMED_OUT': { cause: 'timed out', short: 'timed out', sentence: 'Timed out' },
  'net::ERR_CONNECTION_TIMED_OUT': { cause: 'timed out' },
  'net::ERR_CONTENT_DECODING_FAILED': {
    cause: 'not decoded',
    short: 'not decoded',
    sentence: 'The body is not what Content-Encoding says, and could not be decoded',
  },
  'net::ERR_CERT_AUTHORITY_INVALID': { cause: 'not secure' },
  'net::ERR_CERT_COMMON_NAME_INVALID': { cause: 'not secure' },
  'net::ERR_CERT_DATE_INVALID': { cause: 'not secure' },
  'net::ERR_SSL_PROTOCOL_ERROR': { cause: 'not secure' },
};

/** What helps, by the cause. */
const REMEDIES: Readonly<Record<FailureCause, string>> = {
  refused: 'Start the server, and look at host and port: nothing listens there.',
  reset:
    'Look at the server’s log and the proxy’s at that time: a process that died or was restarted, or a limit of time or memory, resets its connections.',
  closed:
    'Look at the server’s log at that time: it accepted the TCP connection and closed it without a response. A port of HTTPS that is asked over HTTP does so too.',
  'cut short':
    'Look at the server’s log and at time-outs on the way (the server’s own, a proxy’s, a platform’s limit for one request): something ended the response in the middle.',
  'stream reset':
    'Look at time-outs of the server and the proxy for one request: something reset this stream of the HTTP/2 connection.',
  'network changed': 'Nothing on the server: the computer changed its network.',
  'no network': 'Nothing on the server: the computer has no network.',
  asleep: 'Nothing on the server: the computer slept, and its connections with it.',
  'unknown host': 'Look at the host’s name, and at the DNS.',
  'timed out': 'Look whether the host is up, and whether a firewall drops the packets.',
  'not decoded':
    'On the server or the proxy, see that the body is compressed once, as Content-Encoding says, or send it without that header. A proxy whose own request unpacks the body must not pass the header on.',
  'not secure': 'Look at the server’s certificate: Chromium does not trust it, or it is for another name.',
};

/**
 * The network's error in the text of a WebSocket's: Chromium puts it behind a sentence of its own. Without one the text
 * itself, less its full stop.
 */
export function networkError(error: string | undefined): string | undefined {
  return /net::ERR_\w+/.exec(error ?? '')?.[0] ?? error?.replace(/\.$/, '');
}

/** What helps against a failure, in a sentence; null for an error that is not known. */
export function remedyOf(error: string | undefined): string | null {
  const cause = causeOf(error);
  return cause && REMEDIES[cause];
}

/** Null for an error that is not known, or where the browser gave none. */
export function causeOf(error: string | undefined): FailureCause | null {
  return (error && CHROMIUM[error]?.cause) || null;
}

/** Whether the cause lies with the computer that runs the browser, and neither with the server nor on the way. */
export function isOwnFault(error: string | undefined): boolean {
  const cause = causeOf(error);
  return cause === 'network changed' || cause === 'no network' || cause === 'asleep';
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
