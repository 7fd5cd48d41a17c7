import { RecordState } from '../../framing/index.ts';
import { type HowEnded, howEnded } from '../connection/how-ended.ts';
import type { PiecesState } from './state.ts';

/** Framings whose last bytes say that nothing follows. */
const CLOSING = new Set(['json-array', 'multipart']);

/** How a response that is read in pieces ended; null while it runs. */
export function piecesEnded(pieces: PiecesState): HowEnded | null {
  const how = howEnded(pieces.facts, pieces.tape.chunks.total);
  return how === 'undecided' && isClosed(pieces) ? 'complete' : how;
}

/** Whether its last record was cut by the end of the body, or the body's own end is missing. */
export function isCutAtEnd({ counts }: PiecesState): boolean {
  return counts[RecordState.Cut] + counts[RecordState.NotClosed] > 0;
}

/** Whether its framing shows that the body is whole: the array is closed, the last boundary line came. */
function isClosed(pieces: PiecesState): boolean {
  const { framing, segments, facts, counts } = pieces;
  if (!CLOSING.has(framing.id) || isCutAtEnd(pieces) || counts[RecordState.Broken] > 0) return false;
  return segments.length === 1 && facts.gaps.length === 0;
}
