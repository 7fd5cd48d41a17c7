import { isSecretName } from './names.ts';
import type { Place, Swap } from './swap.ts';
import { swapCredential, swapTokens } from './tokens.ts';

/** A field of JSON whose value is a string or a number of digits that could be one. */
const FIELD = /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d{4,})/gs;

/** Fields of JSON by their names, wherever they stand; the text around them stays as it was written. */
export function swapFields(text: string, swap: Swap, place: Place): string {
  let whole = '';
  let from = 0;
  for (const match of text.matchAll(FIELD)) {
    const [field, name = '', value = ''] = match;
    if (!isSecretName(name) || value === '""') continue;
    const at = match.index + field.length - value.length;
    whole += swapTokens(text.slice(from, at), swap, place) + swapJson(value, swap, { ...place, name });
    from = at + value.length;
  }
  return whole + swapTokens(text.slice(from), swap, place);
}

/** A number becomes a string: there is no number that shows that it was replaced. */
function swapJson(written: string, swap: Swap, place: Place): string {
  if (!written.startsWith('"')) {
    const marker = swap.secret(written, place);
    return marker === written ? written : JSON.stringify(marker);
  }
  return `"${swapCredential(written.slice(1, -1), swap, place)}"`;
}
