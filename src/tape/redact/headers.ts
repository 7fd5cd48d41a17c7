import type { Header } from '../records.ts';
import { isEventIdName, isSecretName } from './names.ts';
import { looksLikeToken } from './shape.ts';
import type { Place, Swap } from './swap.ts';
import { swapProse } from './text.ts';
import { swapCredential } from './tokens.ts';
import { swapUrl } from './url.ts';

/** Headers that are one URL, which may leave out its host; `:path` is HTTP/2's request line. */
const URLS = /^(?::path|location|content-location|referer|sourcemap|x-original-url|x-rewrite-url)$/;

/** Headers without a secret that what is derived from a tape depends on. */
const PLAIN =
  /^(?:content-type|content-length|content-encoding|transfer-encoding|host|origin|:authority|:method|:scheme|:status)$/;

/** Whatever the scheme, all after it is one secret (RFC 9110, 11.4). */
const SCHEME = /^([A-Za-z][\w-]*\s+)(\S.*)$/s;

/** The secrets of one header. Its name, and the names in it, stay. */
export function swapHeader([name, value]: Header, swap: Swap, host: string): Header {
  const lower = name.toLowerCase();
  if (PLAIN.test(lower) || isEventIdName(lower)) return [name, value];
  const place: Place = { kind: 'header', name, host };
  if (lower === 'cookie')
    return [
      name,
      value
        .split(/(;\s*)/)
        .map((pair) => swapCookie(pair, swap, host))
        .join(''),
    ];
  if (lower === 'set-cookie') return [name, swapSetCookie(value, swap, host)];
  if (lower === 'sec-websocket-protocol') return [name, swapSubprotocols(value, swap, place)];
  if (isSecretName(lower)) {
    if (value.trim() === '') return [name, value];
    return [name, swapCredential(value, swap, place, /authorization$/.test(lower) ? SCHEME : undefined)];
  }
  return [name, URLS.test(lower) ? swapUrl(value, swap, host) : swapProse(value, swap, place)];
}

/** `name=value`, or a value alone (RFC 6265, 4.2.1). */
function swapCookie(pair: string, swap: Swap, host: string): string {
  if (/^(?:;\s*)?$/.test(pair)) return pair;
  const border = pair.indexOf('=');
  const name = pair.slice(0, Math.max(0, border)).trim();
  const value = pair.slice(border + 1);
  if (value === '') return pair;
  return pair.slice(0, border + 1) + swap.secret(value, { kind: 'cookie', name, host });
}

/** The attributes stay: they say why a cookie is sent or not (RFC 6265, 4.1.1). */
function swapSetCookie(value: string, swap: Swap, host: string): string {
  const end = value.indexOf(';');
  return end < 0
    ? swapCookie(value, swap, host)
    : swapCookie(value.slice(0, end), swap, host) + value.slice(end);
}

/** Pages pass tokens as subprotocols, since a WebSocket cannot have headers of theirs. */
function swapSubprotocols(value: string, swap: Swap, place: Place): string {
  let before = '';
  return value
    .split(/(\s*,\s*)/)
    .map((part, index) => {
      if (index % 2 === 1 || part === '') return part;
      const isSecret = looksLikeToken(part) || isSecretName(before);
      before = part;
      return isSecret ? swap.secret(part, place) : swap.rest(part, place);
    })
    .join('');
}
