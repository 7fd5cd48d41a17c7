import type { EventRow } from '../../types.ts';

/** The Type cell: a row that is no event is called by what it is. */
export function typeText({ kind, type, label }: EventRow): string {
  if (label !== undefined) return label;
  if (kind === 'event' || kind === 'message' || kind === 'frame' || kind === 'injected') return type;
  // An empty response of a poll loop has a type of its own.
  return kind === 'comment' && type !== '' ? type : kind;
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
