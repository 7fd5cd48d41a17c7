import type { EventStream } from '../../channels/index.ts';
import { Field } from '../../sse/index.ts';
import type { LineAt } from '../observer.ts';
import { textOf } from './words.ts';

/** What a line with a field name that no browser knows most likely was meant to be. */
export type UnknownLine =
  /** `Data:`, ` data:` or `data :`: a known name but for its case or a space. */
  | { readonly kind: 'misspelt'; readonly written: string; readonly meant: string }
  /** Text of a message without a field name: what stood after a line end within the data. */
  | { readonly kind: 'text'; readonly text: string }
  /** A byte order mark stands before it. */
  | { readonly kind: 'bom' }
  | { readonly kind: 'unknown'; readonly name: string };

/** The usual form of a field's name. A line that begins with anything else is text. */
const NAME = /^[A-Za-z][\w.-]*$/;
const KNOWN = new Set(['data', 'event', 'id', 'retry']);

/** Looks at the first few characters of a line whose field is unknown. */
export function readUnknown(stream: EventStream, line: LineAt): UnknownLine {
  const text = textOf(stream, line, 40);
  if (text.startsWith('\ufeff')) return { kind: 'bom' };
  const written = text.split(':', 1)[0] ?? '';
  const meant = written.trim().toLowerCase();
  if (KNOWN.has(meant)) return { kind: 'misspelt', written, meant };
  const isNamed = NAME.test(written) && text.includes(':');
  if (!isNamed && (followsData(line) || !NAME.test(written))) return { kind: 'text', text };
  return { kind: 'unknown', name: written };
}

/** Lines that are looked back over: a message of a million lines must not be walked for each of them. */
const LOOK_BACK = 50;

/** Whether a line of data stands before it in the same message, other lines of that data between. */
function followsData({ segment: { reader }, line }: LineAt): boolean {
  for (let before = line - 1; before >= Math.max(0, line - LOOK_BACK); before--) {
    const field = reader.lineField(before);
    if (field === Field.Data) return true;
    if (field !== Field.Unknown) return false;
  }
  return false;
}
