import { givingWay, NotATapeError, type ReadTape, readTape } from '../tape/index.ts';

export type Imported = ({ readonly ok: true } & ReadTape) | { readonly ok: false; readonly error: string };

/** Reads a tape from a file; gzip where its name ends in `.gz`. Other work goes on meanwhile. Never throws: what is wrong is said. */
export async function importFile(name: string, file: Blob): Promise<Imported> {
  try {
    const bytes = name.endsWith('.gz')
      ? file.stream().pipeThrough(new DecompressionStream('gzip'))
      : file.stream();
    const text = bytes.pipeThrough(new TextDecoderStream());
    return { ok: true, ...(await readTape(givingWay(piecesOf(text)))) };
  } catch (error) {
    if (error instanceof NotATapeError) return { ok: false, error: error.message };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, error: `The file could not be read: ${reason}` };
  }
}

async function* piecesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    reader.releaseLock();
  }
}
