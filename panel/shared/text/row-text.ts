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

/** A row as JSON, for a test or a ticket. @param wall when it came, milliseconds since 1970. */
export function rowJson(row: EventRow, data: string, wall: number): string {
  const { id, size, direction } = row;
  const time = Number.isFinite(wall) ? { time: new Date(wall).toISOString() } : {};
  return JSON.stringify(
    { ...(direction ? { direction } : {}), id, type: typeText(row), data, ...time, size },
    null,
    2,
  );
}

/** An event as a server would write it (WHATWG HTML 9.2.6): a type that is not the default, an ID, a `data:` for each line. */
export function eventStreamText({ id, idInherited, type }: EventRow, data: string): string {
  const lines = [
    ...(type === 'message' ? [] : [`event: ${type}`]),
    ...(id === '' || idInherited ? [] : [`id: ${id}`]),
    ...data.split(/\r\n|[\r\n]/).map((line) => `data: ${line}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Spreadsheets read a quoted cell as one, whatever is in it. */
function quoted(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
