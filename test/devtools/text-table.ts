/** The longest a cell may get on a terminal. */
const WIDEST = 64;

/** Rows as a plain text table, in the order of the headers. Line ends and other control characters are made visible. */
export function textTable(
  headers: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): string {
  const table = [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))].map((cells) =>
    cells.map(fit),
  );
  const widths = headers.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const lines = table.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function fit(text: string): string {
  // U+2400 and on are the pictures of the control characters, in their order.
  const visible = [...text].map((char) =>
    char < ' ' ? String.fromCodePoint(0x2400 + char.charCodeAt(0)) : char,
  );
  return visible.length > WIDEST ? `${visible.slice(0, WIDEST - 1).join('')}…` : visible.join('');
}
