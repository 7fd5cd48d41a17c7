import { swapFields } from './fields.ts';
import type { Place, Swap } from './swap.ts';
import { splitBy, swapTokens } from './tokens.ts';
import { swapParams, swapUrl } from './url.ts';

const URLS = /\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>\\]+/gi;

/** A text that may hold URLs, as headers and messages do. */
export function swapProse(text: string, swap: Swap, place: Place): string {
  return splitBy(
    text,
    URLS,
    (url) => swapUrl(url, swap),
    (rest) => swapTokens(rest, swap, place),
  );
}

/** The body of a request: fields of JSON and of forms by their names, and tokens that show by themselves. */
export function swapBody(body: string, swap: Swap, host: string): string {
  const place: Place = { kind: 'body', name: '', host };
  if (/^[^\s=&{["]+=\S*$/.test(body)) return swapParams(body, swap, place);
  return swapFields(body, swap, place);
}
