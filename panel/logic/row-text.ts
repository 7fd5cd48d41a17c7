import type { EventRow } from '../types.ts';

/** A row as tab-separated text, to paste into a table or a ticket. @param data the whole data, not what the cell shows. */
export function rowText(row: EventRow, data: string, time: string): string {
  const isNamed =
    row.kind === 'event' || row.kind === 'message' || (row.kind === 'comment' && row.type !== '');
  const type = isNamed ? row.type : row.kind;
  const cells = [
    row.id,
    type,
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
