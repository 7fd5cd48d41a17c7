import { RecordState } from '../../framing/index.ts';
import { ConnectionLane } from '../connection/lanes/lane.ts';
import type { Lane, Ticks } from '../model/lane.ts';
import { TickKind } from '../model/timeline.ts';
import type { PiecesRows } from './rows.ts';
import type { PiecesState } from './state.ts';
import { piecesVerdict } from './verdict.ts';

/** The lane of one response: a tick a chunk, and one a row. */
export function piecesLane(pieces: PiecesState, rows: PiecesRows): Lane {
  const { id, facts, tape } = pieces;
  const source = {
    id,
    facts,
    tape,
    ticks: [chunkTicks(pieces), rowTicks(rows)],
    verdict: () => piecesVerdict(pieces),
    firstAt: () => (tape.chunks.count > 0 ? tape.chunks.at(0) : null),
  };
  return new ConnectionLane(source, 1);
}

function chunkTicks({ tape: { chunks } }: PiecesState): Ticks {
  return {
    get count() {
      return chunks.count;
    },
    kinds: [TickKind.Chunk],
    at: (chunk) => chunks.at(chunk),
    kind: () => TickKind.Chunk,
  };
}

function rowTicks(rows: PiecesRows): Ticks {
  return {
    get count() {
      return rows.count;
    },
    kinds: [TickKind.Event, TickKind.Comment, TickKind.Discarded, TickKind.Note],
    at: (row) => rows.time(row),
    kind: (row) => {
      const state = rows.state(row);
      if (state === null) return TickKind.Note;
      if (state === RecordState.Quiet) return TickKind.Comment;
      return state === RecordState.Whole ? TickKind.Event : TickKind.Discarded;
    },
  };
}
