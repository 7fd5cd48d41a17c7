import { isMarker } from './markers.ts';

/** Shortest value that is treated as a secret by its look alone, in characters. */
const MIN_LENGTH = 20;

/** Bits a character: random base64 of this length has about 4, words some 3. */
const RANDOM = 3.5;

/** Where a JSON Web Token is in a text (RFC 7519; its first part is JSON, which begins with `{"`). */
export const JWT = /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g;

/** Whether a value looks like a token: a JWT, a UUID, a long hexadecimal number, or long and random. */
export function looksLikeToken(value: string): boolean {
  // What was replaced in an earlier export is replaced alike in the next.
  if (isMarker(value) || /^eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*$/.test(value)) return true;
  if (value.length < MIN_LENGTH || !/^[\w\-.~+/=]+$/.test(value)) return false;
  const hasDigit = /\d/.test(value);
  if (!hasDigit || !/[a-z]/i.test(value)) return false;
  const bare = value.replace(/-/g, '');
  if (bare.length >= MIN_LENGTH && /^[\da-f]+$/i.test(bare)) return true;
  if (/[a-z]/.test(value) && /[A-Z]/.test(value)) return entropy(value) >= RANDOM;
  return /^[\da-z]+$/i.test(value) && (value.match(/\d[a-z]|[a-z]\d/gi)?.length ?? 0) >= 4;
}

/** Shannon's, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
