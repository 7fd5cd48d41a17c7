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
