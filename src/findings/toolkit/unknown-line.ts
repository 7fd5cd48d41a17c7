import type { EventStream } from '../../channels/index.ts';
import type { LineAt } from '../observer.ts';
import { textOf } from './words.ts';

/** What a line with a field name that no browser knows most likely was meant to be. */
export type UnknownLine =
  /** `Data:`, ` data:` or `data :`: a known name but for its case or a space. */
  | { readonly kind: 'misspelt'; readonly written: string; readonly meant: string }
  /** A line of JSON without a field name. */
  | { readonly kind: 'json'; readonly text: string }
  /** A byte order mark stands before it. */
  | { readonly kind: 'bom' }
  | { readonly kind: 'unknown'; readonly name: string };

const KNOWN = new Set(['data', 'event', 'id', 'retry']);

/** Looks at the first few characters of a line whose field is unknown. */
export function readUnknown(stream: EventStream, line: LineAt): UnknownLine {
  const text = textOf(stream, line, 40);
  if (text.startsWith('\ufeff')) return { kind: 'bom' };
  if (/^\s*[{[]/.test(text)) return { kind: 'json', text };
  const written = text.split(':', 1)[0] ?? '';
  const meant = written.trim().toLowerCase();
  if (KNOWN.has(meant)) return { kind: 'misspelt', written, meant };
  return { kind: 'unknown', name: written };
}
