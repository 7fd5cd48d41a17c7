/** A tape from a file, gzip where its name ends in `.gz`. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { NotATapeError, type ReadTape, readTape } from '../../src/tape/index.ts';

/** A file that cannot be read, in words for the user. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** @throws UnreadableError */
export async function readTapeFile(path: string): Promise<ReadTape> {
  const file = createReadStream(path);
  let bytes: Readable = file;
  if (path.endsWith('.gz')) {
    const plain = createGunzip();
    // An error of the file is none of the stream that it is piped to.
    file.on('error', (error) => plain.destroy(error)).pipe(plain);
    bytes = plain;
  }
  try {
    return await readTape(bytes.setEncoding('utf8') as AsyncIterable<string>);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableError(
      error instanceof NotATapeError ? `${path}: ${reason}` : `${path} could not be read: ${reason}`,
    );
  }
}
