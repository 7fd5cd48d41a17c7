import { RecordState } from '../../framing/index.ts';
import { bad, good, type Verdict } from '../connection/verdict.ts';
import { exchangeVerdict } from '../polling/exchange-verdict.ts';
import type { PiecesState } from './state.ts';

/** How a response that is read in pieces stands, in a sentence or two. */
export function piecesVerdict(pieces: PiecesState): Verdict {
  const { facts, counts } = pieces;
  const said = exchangeVerdict(facts);
  if (facts.suspendedAt !== null) return said;
  if (!facts.end) return good(`The page reads the body as it comes. ${framingText(pieces)}`);
  const isCut = counts[RecordState.Cut] + counts[RecordState.NotClosed] > 0;
  if (facts.end.how === 'complete' && isCut) {
    return bad(`The server ended the response, but its last ${pieces.framing.noun.one} is not whole.`);
  }
  return facts.end.how === 'complete' && said.good
    ? good(`The response is complete. ${framingText(pieces)}`)
    : said;
}

/** By what its body is cut into rows, and why. */
export function framingText({ framing, ground }: PiecesState): string {
  if (framing.id === 'chunks')
    return 'It has no framing that is known here: each row is a chunk, as the page got it.';
  const by =
    ground === 'stated' ? `by ${framing.statedBy ?? 'its Content-Type'}` : 'by the look of its first bytes';
  return `Each row is one ${framing.noun.one}: ${framing.label}, ${by}.`;
}
