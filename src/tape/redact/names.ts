/** Names that say that their value is a secret, of headers, parameters and fields alike. docs/tape.md has them in words. */

/** As one of the words of a name: `refresh_token`, `X-Auth-Token`, `clientSecret`. */
const WORDS = new Set(
  (
    'token secret password passwd passphrase pwd auth authorization signature sig session sessionid sid ' +
    'jwt bearer apikey credential csrf xsrf otp totp ticket'
  ).split(' '),
);

/** As the whole name. */
const WHOLE = new Set(['key', 'code', 'pass', 'pin', 'cookie']);

/** What makes a key one that opens something: `api_key`, `X-Functions-Key`; not `Sec-WebSocket-Key`. */
const OF_KEYS = new Set([
  'api',
  'access',
  'private',
  'secret',
  'auth',
  'account',
  'subscription',
  'functions',
]);

/** Names written without a border between their words: `accesstoken`, `PHPSESSID`. */
const ENDINGS = /(?:token|secret|password|passwd|apikey|sessionid|sessid|signature)$/;

/** Judgements of names: a tape has few names, each a hundred thousand times. */
const knownNames = new Map<string, boolean>();
const MAX_KNOWN_NAMES = 1000;

/** Whether a header, parameter or field of this name holds a secret. */
export function isSecretName(name: string): boolean {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  const isSecret = hasSecretWord(name);
  if (knownNames.size < MAX_KNOWN_NAMES) knownNames.set(name, isSecret);
  return isSecret;
}

function hasSecretWord(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
  if (WHOLE.has(words.join(' ')) || ENDINGS.test(words.join(''))) return true;
  return words.some(
    (word, index) => WORDS.has(word) || (word === 'key' && OF_KEYS.has(words[index - 1] ?? '')),
  );
}

/** Whether it carries the last event ID, which is in the stream's bytes anyway, and which findings compare. */
export function isEventIdName(name: string): boolean {
  return /^(?:evs[-_]?)?last[-_]?event[-_]?id$/i.test(name);
}
