import type { AgreedRecord, DispatchedRecord, TapeRecord } from '../records.ts';
import { Table, type Tape } from '../tape.ts';
import { toBase64 } from './base64.ts';

/** Version of the file format this code writes, and the highest it knows. */
export const FORMAT_VERSION = 1;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The tape as newline-delimited JSON: a header line, then one record a line, in the order of capture. What the
 * browser dispatched follows at the end, agreed runs as counts.
 *
 * @param pieceSize characters a piece holds at least, but for the last.
 * @param began milliseconds since the Unix epoch, for the header; NaN where not known.
 */
export function* writeTape(tape: Tape, pieceSize = 1_000_000): Generator<string> {
  const began = tape.wall(0);
  const header = {
    streamscope: 'tape',
    version: FORMAT_VERSION,
    ...(Number.isNaN(began) ? {} : { began: new Date(began).toISOString() }),
  };
  let piece = `${JSON.stringify(header)}\n`;
  for (const record of records(tape)) {
    piece += `${recordLine(record)}\n`;
    if (piece.length >= pieceSize) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

function* records(tape: Tape): Generator<TapeRecord> {
  const cursor = tape.cursor();
  while (cursor.advance()) {
    if (cursor.table === Table.Chunk) yield cursor.connection.chunkRecord(cursor.row);
    else if (cursor.table === Table.Message) yield cursor.connection.messageRecord(cursor.row);
    else if (cursor.table === Table.Frame)
      yield cursor.connection.frames.record(cursor.row, cursor.connection.id);
    else yield cursor.fact();
  }
  for (const connection of tape.connections()) {
    if (!connection.hasDispatched) continue;
    yield* connection.dispatched.records(connection.id, tape.lastAt) as Generator<
      DispatchedRecord | AgreedRecord
    >;
  }
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
