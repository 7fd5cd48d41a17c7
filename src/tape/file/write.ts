import { Excerpt } from '../excerpt.ts';
import type { TapeRecord } from '../records.ts';
import { Tape } from '../tape.ts';
import { toBase64 } from './base64.ts';

/** Version of the file format this code writes, and the highest it knows. */
export const FORMAT_VERSION = 1;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface WriteOptions {
  /** Characters a piece holds at least, but for the last. */
  readonly pieceSize?: number;
  /** What to write of each record in its place. */
  readonly change?: (record: TapeRecord) => TapeRecord;
}

/** A tape, or an excerpt of one, as newline-delimited JSON: a header line, then one record a line. */
export function* writeTape(
  source: Tape | Excerpt,
  { pieceSize = 1_000_000, change = (record) => record }: WriteOptions = {},
): Generator<string> {
  const excerpt = source instanceof Tape ? new Excerpt(source) : source;
  const began = new Date(excerpt.began);
  const header = {
    streamscope: 'tape',
    version: FORMAT_VERSION,
    // A damaged clock is no date.
    ...(Number.isNaN(began.getTime()) ? {} : { began: began.toISOString() }),
  };
  let piece = `${JSON.stringify(header)}\n`;
  for (const record of excerpt.records()) {
    piece += `${recordLine(change(record))}\n`;
    if (piece.length >= pieceSize) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/**
 * One record as a line of the file, without the line end. Bytes of chunks and of text frames are `text` where they are
 * valid UTF-8; all others are `base64`.
 */
export function recordLine(record: TapeRecord): string {
  if (record.kind === 'unknown') return JSON.stringify(record.raw);
  if ((record.kind !== 'chunk' && record.kind !== 'frame') || !record.bytes) return JSON.stringify(record);
  const { bytes, length, ...rest } = record;
  // The length is the bytes' own unless some are missing.
  const whole = length === bytes.length ? rest : { ...rest, length };
  // Binary stays binary to the eye, even where it happens to be UTF-8.
  if (rest.kind === 'frame' && rest.opcode !== 1)
    return JSON.stringify({ ...whole, base64: toBase64(bytes) });
  try {
    return JSON.stringify({ ...whole, text: strict.decode(bytes) });
  } catch {
    return JSON.stringify({ ...whole, base64: toBase64(bytes) });
  }
}
