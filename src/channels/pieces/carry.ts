import type { TapeRecord } from '../../tape/index.ts';
import { carryFacts } from '../connection/carry.ts';
import type { PiecesState } from './state.ts';

/**
 * What a new tape must begin with so that an open response continues there: its request, which says by what framing it was
 * read, its response, a gap that says why what came is gone, and the bytes of the record that is not over.
 */
export function* carryPieces(pieces: PiecesState, at: number, why: string): Generator<TapeRecord> {
  const { id: on, facts, tape, framing, segments } = pieces;
  for (const record of carryFacts(on, facts)) {
    yield record.kind === 'request' ? { ...record, exchange: true, framing: framing.id } : record;
  }
  if (tape.chunks.count === 0 && facts.gaps.length === 0) return;
  yield { kind: 'gap', at, on, why };
  const segment = segments.at(-1);
  if (!segment || segment.reader.finished) return;
  const from = segment.base + segment.reader.border;
  for (let chunk = tape.chunks.holding(from); chunk >= 0 && chunk < tape.chunks.count; chunk++) {
    const start = Math.max(from, tape.chunks.start(chunk));
    const end = tape.keptEnd(chunk);
    const bytes = start < end ? tape.bytes.peek(start, end) : null;
    if (bytes) yield { kind: 'chunk', at: tape.chunks.at(chunk), on, length: bytes.length, bytes };
  }
}
