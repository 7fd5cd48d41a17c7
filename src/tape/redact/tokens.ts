import { JWT } from './shape.ts';
import type { Place, Swap } from './swap.ts';

/** A token after the word that announces one, as in `Authorization` (RFC 6750, 2.1). */
const BEARER = /\bBearer\s+([\w\-.~+/]{8,}=*)/gi;
const SCHEMES = /^((?:Bearer|Basic|Digest|Token|ApiKey)\s+)(\S.*)$/is;

/** Tokens that show by themselves in a text, and secrets found elsewhere. */
export function swapTokens(text: string, swap: Swap, place: Place): string {
  if (text === '') return '';
  return splitBy(
    text,
    JWT,
    (token) => swap.secret(token, place),
    (rest) =>
      splitBy(
        rest,
        BEARER,
        (announced) => {
          const at = announced.search(/\s\S+$/) + 1;
          return announced.slice(0, at) + swap.secret(announced.slice(at), place);
        },
        (plain) => swap.rest(plain, place),
      ),
  );
}

/** A secret after its scheme, where it has one: `Bearer …` in a field is the same secret as without. */
export function swapCredential(value: string, swap: Swap, place: Place, schemes = SCHEMES): string {
  const [, scheme = '', rest = value] = schemes.exec(value) ?? [];
  return scheme + swap.secret(rest, place);
}

/** Puts a text together again of what matches and what does not. */
export function splitBy(
  text: string,
  pattern: RegExp,
  onMatch: (part: string) => string,
  onRest: (part: string) => string,
): string {
  let whole = '';
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) whole += onRest(text.slice(from, match.index));
    whole += onMatch(match[0]);
    from = match.index + match[0].length;
  }
  return from < text.length ? whole + onRest(text.slice(from)) : whole;
}
