import type { EventRow } from '../../types.ts';

/** What a row is called that is no event: a server can send an event type of the same name. */
export interface KindWord {
  readonly word: string;
  /** The same, so that nobody takes it for an event type: "comment (no event)". */
  readonly full: string;
  /** One sentence on what such a row is. */
  readonly hint: string;
}

const HINTS: Readonly<
  Record<'comment' | 'discarded' | 'pending' | 'note', readonly [what: string, hint: string]>
> = {
  comment: ['no event', 'No event: the page’s listeners are not called for it.'],
  discarded: ['no event', 'What came here became no event; the row says why.'],
  pending: ['no event yet', 'No event yet: what came is not complete.'],
  note: ['of Streamscope', 'A note of Streamscope on the capture; the server did not send it.'],
};

/** What a row is, in place of a type; null for one that has the type of an event, a message or a frame. */
export function kindWord({ kind, type, label }: EventRow): KindWord | null {
  if (kind === 'event' || kind === 'message' || kind === 'frame' || kind === 'injected') return null;
  const [what, hint] = HINTS[kind];
  // An empty response of a poll loop has a word of its own.
  const word = label ?? (kind === 'comment' && type !== '' ? type : kind);
  return { word, full: `${word} (${what})`, hint };
}

/** The type of a row as a text among others; a row that is no event is called by what it is. */
export function typeText(row: EventRow): string {
  return kindWord(row)?.full ?? row.label ?? row.type;
}

/** A row as tab-separated text, to paste into a table or a ticket. @param data the whole data, not what the cell shows. */
export function rowText(row: EventRow, data: string, time: string): string {
  const type = row.kind === 'injected' ? `${row.type} (sent by you)` : typeText(row);
  const cells = [
    row.id,
    row.direction ? `${row.direction} ${type}` : type,
    data,
    time,
    row.delta === null ? '' : `${row.delta.toFixed(3)} ms`,
    `${row.size} B`,
  ];
  return cells.map(quoted).join('\t');
}

/** Spreadsheets read a quoted cell as one, whatever is in it. */
function quoted(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
