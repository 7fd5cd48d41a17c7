import { tapeName } from '../logic/file-name.ts';
import type { PanelHost } from '../types.ts';

/** Writes the shown tape to a file of the user's. @returns its name. */
export async function saveTape(host: PanelHost): Promise<string> {
  const parts: Blob[] = [];
  // Each piece becomes a Blob at once, which the browser keeps outside of this heap.
  for await (const piece of host.exportTape()) parts.push(new Blob([piece]));
  const first = host.streams().find((row) => row.kind === 'stream' && row.url !== null);
  const url = first?.kind === 'stream' ? first.url : null;
  const name = tapeName(url, Date.now());
  download(new Blob(parts, { type: 'application/x-ndjson' }), name);
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
