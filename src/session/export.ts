import { exporterOf } from '../exports/index.ts';
import { count } from '../format/numbers.ts';
import {
  Excerpt,
  giveWay,
  gzip,
  MAX_UNPACKED,
  Redaction,
  type Tape,
  type TapeRecord,
} from '../tape/index.ts';
import type { ExportChoice, ExportPreview } from './host/exports.ts';

/** Milliseconds of work before the thread is given back. */
const SLICE = 8;

const encoder = new TextEncoder();

/**
 * A tape, as it stands when this is first asked for a piece, as a file in pieces. The tape itself stays as it is.
 * @param connections ids of those to write; null for all.
 * @throws Error in words for the user, where it is too large to be packed.
 */
export async function* exportedFile(
  tape: Tape,
  connections: readonly string[] | null,
  { format, secrets, isPacked }: Omit<ExportChoice, 'channels'>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const exporter = exporterOf(format);
  const excerpt = new Excerpt(tape, connections);
  const redaction = secrets === 'kept' ? null : await scanned(excerpt);
  const plain = encoded(exporter.write(excerpt, (record) => redaction?.replace(record) ?? record));
  yield* isPacked ? gzip(limited(plain)) : plain;
}

/** What an export would replace; null where it is no longer wanted. */
export async function exportPreview(
  tape: Tape,
  connections: readonly string[] | null,
  isWanted = () => true,
): Promise<ExportPreview | null> {
  const excerpt = new Excerpt(tape, connections);
  const redaction = await scanned(excerpt, isWanted);
  await eachFact(excerpt, (fact) => redaction.replace(fact), isWanted);
  return isWanted() ? { replaced: redaction.replaced() } : null;
}

async function scanned(excerpt: Excerpt, isWanted?: () => boolean): Promise<Redaction> {
  const redaction = new Redaction();
  await eachFact(excerpt, (fact) => redaction.scan(fact), isWanted);
  return redaction;
}

/** Looks at every fact, giving the thread back now and then; at no more once it is not wanted. */
async function eachFact(
  excerpt: Excerpt,
  look: (fact: TapeRecord) => void,
  isWanted = () => true,
): Promise<void> {
  let end = performance.now() + SLICE;
  for (const fact of excerpt.facts()) {
    look(fact);
    if (performance.now() < end) continue;
    await giveWay();
    if (!isWanted()) return;
    end = performance.now() + SLICE;
  }
}

async function* encoded(pieces: Iterable<string>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const piece of pieces) {
    yield encoder.encode(piece);
    await giveWay();
  }
}

/** What is packed must be what can be unpacked. */
async function* limited(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > MAX_UNPACKED) {
      throw new Error(
        `it has more than ${count(MAX_UNPACKED)} bytes, which is all that Import unpacks; choose the plain format.`,
      );
    }
    yield piece;
  }
}
