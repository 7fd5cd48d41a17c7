/** A table as text, the first row its header. */
export type TextTable = readonly (readonly string[])[];

/** Tab-separated, for spreadsheets. */
export function tsvOf(table: TextTable): string {
  return `${table.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')}\n`;
}

/** A table of GitHub Flavored Markdown (4.10): figures to the right. */
export function markdownOf([header = [], ...rows]: TextTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/[\r\n]+/g, ' ').replace(/[|\\]/g, '\\$&')).join(' | ')} |\n`;
  const rule = header.map((_, index) => (index === 0 ? '---' : '---:'));
  return line(header) + line(rule) + rows.map(line).join('');
}
