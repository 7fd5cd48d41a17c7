import { visibleBytes } from '../../../format/visible.ts';
import type { ConnectionTape } from '../../../tape/index.ts';
import type { ChunkPart, ChunkParts } from '../../model/raw.ts';

/** Parts that are made; the rest is counted. */
const MAX_PARTS = 200;
/** Bytes of one that are shown. */
const MAX_BYTES = 400;

/** The chunks that bytes `start` to `end` of a body came in. */
export function chunkPartsOf(tape: ConnectionTape, start: number, end: number): ChunkParts {
  const { chunks, bytes } = tape;
  const until = Math.min(end, bytes.length);
  const first = chunks.holding(start);
  const last = chunks.holding(until - 1);
  if (start >= until || first < 0) return { parts: [], count: 0, duration: 0 };
  const parts: ChunkPart[] = [];
  for (let chunk = first; chunk <= last && parts.length < MAX_PARTS; chunk++) {
    const from = Math.max(start, chunks.start(chunk));
    const to = Math.min(until, tape.keptEnd(chunk));
    const shown = bytes.peek(from, Math.min(to, from + MAX_BYTES));
    parts.push({
      chunk: chunk + 1,
      at: chunks.at(chunk),
      size: to - from,
      text: shown ? visibleBytes(shown) : '',
      truncated: to - from > MAX_BYTES,
    });
  }
  return { parts, count: last - first + 1, duration: chunks.at(last) - chunks.at(first) };
}
