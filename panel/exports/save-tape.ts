import type { ExportChoice, PanelHost } from '../types.ts';
import { tapeName } from './file-name.ts';

/** Writes the shown tape, or some channels of it, to a file of the user's. @returns its name. */
export async function saveTape(host: PanelHost, choice: ExportChoice): Promise<string> {
  const parts: Blob[] = [];
  const { channels, format, isPacked } = choice;
  const formats = host.exports.formats();
  const { extension, mime } = formats.find(({ id }) => id === format) ?? formats[0];
  // Each piece becomes a Blob at once, which the browser keeps outside of this heap.
  for await (const piece of host.exports.file(choice)) parts.push(new Blob([piece]));
  const first = host.channels
    .list()
    .find((row) => row.kind === 'stream' && row.url !== null && (channels?.includes(row.id) ?? true));
  const url = first?.kind === 'stream' ? first.url : null;
  const name = tapeName(url, Date.now(), isPacked ? `${extension}.gz` : extension);
  download(new Blob(parts, { type: isPacked ? 'application/gzip' : mime }), name);
  return name;
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has its own hold on the file by the time a minute has passed.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
