import { givingWay } from './give-way.ts';
import { GzipError, gunzip, isGzip, piecesOf } from './gzip.ts';
import { NotATapeError, type ReadTape, readTape } from './read.ts';

/** A file as the user gave it, or what is wrong with it in words for the user. */
export type TapeFileOutcome =
  | ({ readonly ok: true } & ReadTape)
  | { readonly ok: false; readonly error: string };

/**
 * Reads a tape from a file; gzip is known by its first bytes. Other work continues. Never throws: the outcome says what is wrong.
 * @param name the file's name, for messages.
 */
export async function openTape(name: string, file: Blob): Promise<TapeFileOutcome> {
  try {
    const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    const bytes = piecesOf(file.stream());
    return { ok: true, ...(await readTape(givingWay(isGzip(start) ? gunzip(bytes) : bytes))) };
  } catch (error) {
    if (error instanceof NotATapeError) return { ok: false, error: `${error.message}${butGzip(name)}` };
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof GzipError) return { ok: false, error: `Nothing could be read of it: ${reason}.` };
    return { ok: false, error: `The file could not be read: ${reason}` };
  }
}

/** A server may have unpacked what it gave, and left its name as it was: then it is a tape. */
function butGzip(name: string): string {
  return name.endsWith('.gz') ? ' Nor is it gzip, as its name says.' : '';
}
