/** Why a browser kept a request or its response from a page, by its names for it: what that means, and what helps. */

/** Where it was decided. */
export type BlockedAt =
  /** By a rule of the page or the browser: nothing left the browser. */
  | 'policy'
  /** By the response to the preflight (OPTIONS): the request itself never left. */
  | 'preflight'
  /** By the response's own headers. */
  | 'response';

export interface BlockedCause {
  readonly at: BlockedAt;
  /** As the end of a sentence, without its full stop. */
  readonly words: string;
  /** What to do, in a sentence. */
  readonly remedy: string;
}

interface Entry {
  readonly at: BlockedAt;
  /** @param parameter what the browser names besides: a header, a method or a value, in quotes; or a word for it. */
  readonly words: (parameter: string) => string;
  readonly remedy: string;
}

const ALLOW_ORIGIN =
  'On the server, send “Access-Control-Allow-Origin” with the page’s origin, on error responses too.';
const ONE_ORIGIN =
  'Send “Access-Control-Allow-Origin” once: let either the program or the proxy before it add the header, not both.';
const CREDENTIALS =
  'On the server, send “Access-Control-Allow-Credentials: true” and the page’s own origin in “Access-Control-Allow-Origin”; * will not do with cookies (withCredentials). Or make the request without credentials.';
const PREFLIGHT_ORIGIN =
  'Let the server answer OPTIONS with “Access-Control-Allow-Origin” and the page’s origin, as it does for the request itself.';
const ALLOW_HEADER =
  'Let the server answer OPTIONS with that header’s name in “Access-Control-Allow-Headers”.';
const ALLOW_METHOD = 'Let the server answer OPTIONS with that method in “Access-Control-Allow-Methods”.';
const PRIVATE_NETWORK =
  'Serve the page from the same network, or over HTTPS, and let the user allow access to the local network when the browser asks.';

const IT = 'it';
const PREFLIGHT = 'the response to its preflight';
const missing = (what: string) => () =>
  `${what} has no Access-Control-Allow-Origin header, and the page is of another origin`;
const several = (what: string) => (value: string) =>
  `${what} has more than one Access-Control-Allow-Origin (${value})`;
const otherOrigin = (what: string) => (value: string) =>
  `${what} names another origin than the page’s in Access-Control-Allow-Origin (${value})`;
const invalid = (what: string) => (value: string) =>
  `${what} names no origin in Access-Control-Allow-Origin (${value})`;
const wildcard = (what: string) => () =>
  `${what} has “Access-Control-Allow-Origin: *”, which does not do for a request with credentials`;
const noCredentials = (what: string) => () =>
  `${what} has no “Access-Control-Allow-Credentials: true”, and the request was made with credentials`;

const CAUSES: Readonly<Record<string, Entry>> = {
  MissingAllowOriginHeader: { at: 'response', words: missing(IT), remedy: ALLOW_ORIGIN },
  AllowOriginMismatch: { at: 'response', words: otherOrigin(IT), remedy: ALLOW_ORIGIN },
  InvalidAllowOriginValue: { at: 'response', words: invalid(IT), remedy: ALLOW_ORIGIN },
  MultipleAllowOriginValues: { at: 'response', words: several(IT), remedy: ONE_ORIGIN },
  WildcardOriginNotAllowed: { at: 'response', words: wildcard(IT), remedy: CREDENTIALS },
  InvalidAllowCredentials: { at: 'response', words: noCredentials(IT), remedy: CREDENTIALS },
  PreflightMissingAllowOriginHeader: {
    at: 'preflight',
    words: missing(PREFLIGHT),
    remedy: PREFLIGHT_ORIGIN,
  },
  PreflightAllowOriginMismatch: {
    at: 'preflight',
    words: otherOrigin(PREFLIGHT),
    remedy: PREFLIGHT_ORIGIN,
  },
  PreflightInvalidAllowOriginValue: {
    at: 'preflight',
    words: invalid(PREFLIGHT),
    remedy: PREFLIGHT_ORIGIN,
  },
  PreflightMultipleAllowOriginValues: { at: 'preflight', words: several(PREFLIGHT), remedy: ONE_ORIGIN },
  PreflightWildcardOriginNotAllowed: { at: 'preflight', words: wildcard(PREFLIGHT), remedy: CREDENTIALS },
  PreflightInvalidAllowCredentials: {
    at: 'preflight',
    words: noCredentials(PREFLIGHT),
    remedy: CREDENTIALS,
  },
  PreflightInvalidStatus: {
    at: 'preflight',
    words: () => 'the response to its preflight has no status of success',
    remedy:
      'Let the server answer OPTIONS with 200 or 204, before it asks for a session or a token: a preflight carries neither.',
  },
  PreflightDisallowedRedirect: {
    at: 'preflight',
    words: () => 'the response to its preflight is a redirect',
    remedy: 'Request the address that it leads to, or let the server answer OPTIONS itself.',
  },
  InvalidAllowHeadersPreflightResponse: {
    at: 'preflight',
    words: (value) =>
      `the response to its preflight has an Access-Control-Allow-Headers that is no list (${value})`,
    remedy: ALLOW_HEADER,
  },
  InvalidAllowMethodsPreflightResponse: {
    at: 'preflight',
    words: (value) =>
      `the response to its preflight has an Access-Control-Allow-Methods that is no list (${value})`,
    remedy: ALLOW_METHOD,
  },
  HeaderDisallowedByPreflightResponse: {
    at: 'preflight',
    words: (name) => `the response to its preflight does not allow the header ${name}`,
    remedy: `${ALLOW_HEADER} A native EventSource needs no preflight for Cache-Control and Last-Event-ID.`,
  },
  MethodDisallowedByPreflightResponse: {
    at: 'preflight',
    words: (name) => `the response to its preflight does not allow the method ${name}`,
    remedy: ALLOW_METHOD,
  },
  InvalidResponse: {
    at: 'response',
    words: () => 'what came back is no valid response',
    remedy: 'Look at what a service worker or a proxy made of it.',
  },
  RedirectContainsCredentials: {
    at: 'response',
    words: () => 'it is a redirect to an address with a user name or password',
    remedy: 'On the server, redirect to an address without them.',
  },
  DisallowedByMode: {
    at: 'policy',
    words: () => 'the script asked for its own origin only (mode “same-origin”), and this is another',
    remedy: 'On the client, leave the mode out.',
  },
  CorsDisabledScheme: {
    at: 'policy',
    words: () => 'no request to another origin can be made by that scheme',
    remedy: 'Serve it over HTTP or HTTPS.',
  },
  InsecureLocalNetwork: {
    at: 'policy',
    words: () => 'a page of a public address that is not secure asks an address of the local network',
    remedy: PRIVATE_NETWORK,
  },
  LocalNetworkAccessPermissionDenied: {
    at: 'policy',
    words: () => 'access to the local network was not allowed to the page',
    remedy: PRIVATE_NETWORK,
  },
  csp: {
    at: 'policy',
    words: () => 'the page’s Content-Security-Policy does not allow it',
    remedy: 'In the page’s policy, add the origin of the stream to connect-src.',
  },
  'mixed-content': {
    at: 'policy',
    words: () => 'a page of HTTPS may not request what is HTTP',
    remedy: 'Serve it over HTTPS.',
  },
  inspector: {
    at: 'policy',
    words: () => 'DevTools blocks its address',
    remedy: 'In DevTools, look at the panel “Network request blocking”.',
  },
  'subresource-filter': {
    at: 'policy',
    words: () => 'a filter of the browser blocks it, as it does advertisements',
    remedy: 'Try without the filter, and with another address.',
  },
};

/** Null for a name that is not known. @param parameter what the browser names besides. */
export function blockedCause(blocked: string, parameter?: string): BlockedCause | null {
  const entry = CAUSES[blocked];
  if (!entry) return null;
  return {
    at: entry.at,
    words: entry.words(parameter ? `“${parameter}”` : 'not named'),
    remedy: entry.remedy,
  };
}
