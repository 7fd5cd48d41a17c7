import type { TapeRecord } from '../../tape/index.ts';
import { carryFacts } from '../connection/carry.ts';
import type { PiecesState } from './state.ts';

/**
 * What a new tape must begin with so that an open response continues there: its request, which says by what framing it was
 * read, its response, a gap that says why what came is gone, and the bytes of the record that is not over.
 */
export function* carryPieces(pieces: PiecesState, at: number, why: string): Generator<TapeRecord> {
  const { id: on, facts, tape, framing, ground, segments } = pieces;
  for (const record of carryFacts(on, facts)) {
    if (record.kind !== 'request') yield record;
    else yield { ...record, exchange: true, ...(ground === 'open' ? {} : { framing: framing.id }) };
  }
  if (tape.chunks.count === 0 && facts.gaps.length === 0) return;
  const segment = segments.at(-1);
  // While its framing is open nothing is read, and all of it is carried over.
  if (ground !== 'open') yield { kind: 'gap', at, on, why, chosen: 'clear' };
  if (ground !== 'open' && (!segment || segment.reader.finished)) return;
  const from = segment ? segment.base + segment.reader.border : 0;
  for (let chunk = tape.chunks.holding(from); chunk >= 0 && chunk < tape.chunks.count; chunk++) {
    const start = Math.max(from, tape.chunks.start(chunk));
    const end = tape.keptEnd(chunk);
    const bytes = start < end ? tape.bytes.peek(start, end) : null;
    if (bytes) yield { kind: 'chunk', at: tape.chunks.at(chunk), on, length: bytes.length, bytes };
  }
}
