import type { TapeRecord } from '../records.ts';
import { swapHeader } from './headers.ts';
import { isEventIdName, isSecretName } from './names.ts';
import type { Place, Swap } from './swap.ts';
import { swapBody, swapProse } from './text.ts';
import { swapCredential } from './tokens.ts';
import { swapUrl } from './url.ts';

/**
 * A record with its secrets swapped. What the server sent and the page received (chunks, messages, frames, and what the user sent it) is given back
 * as it is: bytes are what a tape is for. All others are walked alike, whatever their kind: a field that a later version
 * adds is searched as well, without a change here.
 * @param host of the connection it belongs to; '' where not known.
 */
export function swapRecord(record: TapeRecord, swap: Swap, host: string): TapeRecord {
  switch (record.kind) {
    case 'chunk':
    case 'message':
    case 'dispatched':
    case 'agreed':
    case 'frame':
      return record;
    case 'injected':
      // The rest is data, as a message's is; binary data would be damaged.
      return { ...record, url: swapUrl(record.url, swap, host) };
    case 'unknown':
      return { ...record, raw: swapFieldsOf(record.raw, swap, host) };
    default:
      return swapFieldsOf(record, swap, host);
  }
}

/** Fields that name things within the tape, or say in the tape's own words what they are. */
const PLAIN = new Set(
  'kind on id connection connectionId earlier later method via mimeType protocol'.split(' '),
);

function swapFieldsOf<T extends object>(value: T, swap: Swap, host: string): T {
  // Not by assignment: a key may be __proto__.
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, swapValue(each, swap, host, key)]),
  ) as T;
}

function swapValue(value: unknown, swap: Swap, host: string, name: string): unknown {
  if (typeof value === 'string') return swapString(value, swap, host, name);
  if (Array.isArray(value)) {
    const [header, text] = value;
    const isHeader = value.length === 2 && typeof header === 'string' && typeof text === 'string';
    if (isHeader && /^:?[\w-]+$/.test(header)) return swapHeader([header, text], swap, host);
    return value.map((each) => swapValue(each, swap, host, name));
  }
  return typeof value === 'object' && value !== null ? swapFieldsOf(value, swap, host) : value;
}

function swapString(text: string, swap: Swap, host: string, name: string): string {
  if (text === '' || PLAIN.has(name) || isEventIdName(name)) return text;
  const place: Place = { kind: 'text', name, host };
  if (name === 'body') return swapBody(text, swap, host);
  if (isSecretName(name)) return swapCredential(text, swap, place);
  if (name === 'url' || name === 'candidates' || /^[/?#]/.test(text)) return swapUrl(text, swap, host);
  return swapProse(text, swap, place);
}
