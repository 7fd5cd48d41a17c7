import { swapFields } from './fields.ts';
import { isEventIdName, isSecretName } from './names.ts';
import { looksLikeToken } from './shape.ts';
import type { Place, Swap } from './swap.ts';
import { swapTokens } from './tokens.ts';

/** RFC 3986, appendix B, with a path that may begin with the scheme of a URL in it (`blob:`). */
const PARTS = /^([a-z][a-z\d+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/**
 * The secrets of a URL: user name and password, parameters of the query and the fragment, and tokens anywhere. Everything
 * else stays as it is written.
 * @param host for a URL that names none.
 */
export function swapUrl(url: string, swap: Swap, host = ''): string {
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = PARTS.exec(url) ?? [];
  // What a data: URL holds is no address.
  if (/^(?:data|javascript):$/i.test(scheme)) return url;
  const own = authority === '' ? host : authority.slice(authority.lastIndexOf('@') + 1).replace(/^\/\//, '');
  return (
    scheme +
    swapUserinfo(authority, swap, own) +
    swapPath(path, swap, own) +
    swapQuery(query, swap, own) +
    swapFragment(fragment, swap, own)
  );
}

/** @param authority with the slashes before it. */
function swapUserinfo(authority: string, swap: Swap, host: string): string {
  const end = authority.lastIndexOf('@');
  if (end < 0) return authority;
  const [user = '', ...password] = authority.slice(2, end).split(':');
  const one = (text: string, name: string) =>
    text === '' ? '' : swap.secret(text, { kind: 'userinfo', name, host });
  const name = one(user, 'user');
  const secret = password.length > 0 ? `:${one(password.join(':'), 'password')}` : '';
  return `//${name}${secret}${authority.slice(end)}`;
}

/** Parameters of a path (`;jsessionid=…`), and whatever is in it. */
function swapPath(path: string, swap: Swap, host: string): string {
  const place: Place = { kind: 'path', name: '', host };
  return path
    .split(/(;[^=;/]+=[^;/]*)/)
    .map((part) => {
      const [, name = '', value = ''] = /^;([^=]+)=(.*)$/s.exec(part) ?? [];
      if (value === '' || !isSecretName(name)) return swapTokens(part, swap, place);
      return `;${name}=${swap.secret(value, { kind: 'path', name, host })}`;
    })
    .join('');
}

function swapQuery(query: string, swap: Swap, host: string): string {
  return query === '' ? '' : `?${swapParams(query.slice(1), swap, { kind: 'query', name: '', host })}`;
}

/** `#access_token=…`, and a route with a query of its own, `#/done?code=…`. */
function swapFragment(fragment: string, swap: Swap, host: string): string {
  const [, before = '', params = ''] = /^(#(?:[^=&?]*\?)?)(.*)$/s.exec(fragment) ?? [];
  const place: Place = { kind: 'fragment', name: '', host };
  return swapTokens(before, swap, place) + swapParams(params, swap, place);
}

/** Parameters as a query or a form has them (`application/x-www-form-urlencoded`). */
export function swapParams(params: string, swap: Swap, place: Place): string {
  if (params === '') return '';
  return params
    .split('&')
    .map((param) => {
      const border = param.indexOf('=');
      if (border < 0) return swapValue(param, swap, place);
      const written = param.slice(0, border);
      const name = decoded(written);
      return `${written}=${swapValue(param.slice(border + 1), swap, { ...place, name })}`;
    })
    .join('&');
}

function swapValue(value: string, swap: Swap, place: Place): string {
  if (value === '' || isEventIdName(place.name)) return value;
  const plain = decoded(value);
  if (isSecretName(place.name) || looksLikeToken(plain)) return swap.secret(value, place);
  // A URL or JSON in a parameter has parameters of its own.
  if (plain !== value && /^(?:https?:\/)?\/|^[[{]/i.test(plain)) {
    const inner = /^[[{]/.test(plain) ? swapFields(plain, swap, place) : swapUrl(plain, swap, place.host);
    if (inner !== plain) return encodeURIComponent(inner);
  }
  return swapTokens(value, swap, place);
}

/** Percent-encoding undone; text that is no such encoding stays as it is. `+` stays: in base64 it is no space. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
