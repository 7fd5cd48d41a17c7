/** A tape from a file; gzip is known by its first bytes. */
import { createReadStream } from 'node:fs';
import { gunzip, isGzip, NotATapeError, type ReadTape, readTape } from '../../src/tape/index.ts';

/** A file that cannot be read, in words for the user. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** @throws UnreadableError */
export async function readTapeFile(path: string): Promise<ReadTape> {
  try {
    const start: Uint8Array[] = [];
    for await (const piece of piecesOf(path, 1)) start.push(piece);
    const bytes = piecesOf(path);
    return await readTape(start[0] && isGzip(start[0]) ? gunzip(bytes) : bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableError(
      error instanceof NotATapeError ? `${path}: ${reason}` : `${path} could not be read: ${reason}`,
    );
  }
}

/** @param end the last byte that is read, from 0. */
async function* piecesOf(
  path: string,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const piece of createReadStream(path, { end })) yield new Uint8Array(piece as Buffer);
}
