import { count } from '../../format/numbers.ts';
/** gzip (RFC 1952) by the platform's own streams, which browsers and Node have. */

/** Bytes that a packed tape may unpack to: a file of a few megabytes can claim to be terabytes. */
export const MAX_UNPACKED = 2 * 1024 ** 3;

/**
 * Bytes given to the unpacker at once. Where it meets damage it drops what it made of that piece: the smaller it is, the
 * less is lost of what precedes.
 */
const SLICE = 1024;

/** Why a packed file could be read no further, in words for the user. */
export class GzipError extends Error {
  override readonly name = 'GzipError';
}

/** Whether a file begins as gzip does (RFC 1952, 2.3.1: ID1, ID2). */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * Unpacks as it is read. What comes before damage, or before the file was cut off, is given before the error is thrown.
 * @param max bytes to unpack at most.
 * @throws GzipError where the data is damaged, cut off, or larger than `most`.
 */
export async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  max = MAX_UNPACKED,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const reader = readable.getReader();
  const state = { isAllGiven: false, failure: null as unknown };
  const feeding = feed(packed, writable.getWriter(), state);
  let size = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      size += piece.value.length;
      if (size > max) throw new GzipError(`it unpacks to more than ${count(max)} bytes`);
      yield piece.value;
    }
  } catch (error) {
    if (error instanceof GzipError) throw error;
    if (state.failure) throw state.failure;
    throw new GzipError(
      state.isAllGiven
        ? 'its gzip data is cut off, or its checksum is wrong'
        : 'its gzip data is damaged from here on',
    );
  } finally {
    await reader.cancel().catch(() => {});
    await feeding;
  }
}

async function feed(
  packed: AsyncIterable<Uint8Array>,
  writer: WritableStreamDefaultWriter<BufferSource>,
  state: { isAllGiven: boolean; failure: unknown },
): Promise<void> {
  const write = (bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
    writer.write(bytes).then(
      () => true,
      () => false,
    );
  try {
    for await (const piece of packed) {
      for (let at = 0; at < piece.length; at += SLICE) {
        // The reader gets the reason of the refusal.
        if (!(await write(piece.slice(at, at + SLICE)))) return;
      }
    }
  } catch (error) {
    state.failure = error;
    await writer.abort(error).catch(() => {});
    return;
  }
  state.isAllGiven = true;
  // An error at the end takes what is not yet read with it: a slow reader of Chromium's got 64 KB of 16 MB. A write begins
  // when all that came of the one before has been read.
  await write(new Uint8Array(0));
  await writer.close().catch(() => {});
}

/** Packs as it is read. @throws what `pieces` throws. */
export async function* gzip(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const source = pieces[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await source.return?.();
    },
  });
  yield* piecesOf(stream.pipeThrough(new CompressionStream('gzip')));
}

/** A stream as an iterable: Chromium's streams are not yet iterable everywhere. */
export async function* piecesOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
