import type { TapeRecord } from '../../../../src/tape/index.ts';
import { toBytes } from '../../../../src/tape/testing.ts';

/** A chunk of this text on the connection that brought the last chunk of those that are open. */
export function chunkLike(records: readonly TapeRecord[], text: string): TapeRecord {
  const over = new Set(records.flatMap((record) => (record.kind === 'end' ? [record.on] : [])));
  const last = records.findLast((record) => record.kind === 'chunk' && !over.has(record.on));
  if (last?.kind !== 'chunk') throw new Error('no chunk');
  const bytes = toBytes(text);
  return { ...last, bytes, length: bytes.length };
}

const decoder = new TextDecoder();

/** Whether a record is a frame that went that way and whose text matches. */
export const isFrame =
  (direction: 'sent' | 'received', text = /^/) =>
  (record: TapeRecord): boolean =>
    record.kind === 'frame' && record.direction === direction && text.test(decoder.decode(record.bytes));

/** The records up to the last of that kind: without a ping whose reply was still on its way. */
export function untilLast(
  records: readonly TapeRecord[],
  isLast: (record: TapeRecord) => boolean,
): readonly TapeRecord[] {
  return records.slice(0, records.findLastIndex(isLast) + 1);
}

/** The last frame of that kind, as a beat; empty where there is none. */
export function lastFrame(
  records: readonly TapeRecord[],
  direction: 'sent' | 'received',
  text?: RegExp,
): TapeRecord[] {
  const last = records.findLast(isFrame(direction, text));
  return last ? [last] : [];
}

/** The connection of the last frame of a tape. */
export function connectionOf(records: readonly TapeRecord[]): string {
  const last = records.findLast((record) => record.kind === 'frame');
  if (last?.kind !== 'frame') throw new Error('no frame');
  return last.on;
}

/** A frame of this text on the connection of the last frame of a tape. */
export function frameLike(
  records: readonly TapeRecord[],
  direction: 'sent' | 'received',
  text: string,
): TapeRecord {
  const last = records.findLast((record) => record.kind === 'frame');
  if (last?.kind !== 'frame') throw new Error('no frame');
  const bytes = toBytes(text);
  return { ...last, direction, opcode: 1, bytes, length: bytes.length };
}
