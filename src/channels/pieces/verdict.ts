import { attributed, bad, good, senderOf, type Verdict } from '../connection/verdict.ts';
import { exchangeVerdict } from '../polling/exchange-verdict.ts';
import { isCutAtEnd, piecesEnded } from './ended.ts';
import type { PiecesState } from './state.ts';

/** How a response that is read in pieces stands, in a sentence or two. */
export function piecesVerdict(pieces: PiecesState): Verdict {
  return attributed(pieces.facts, verdictOf(pieces));
}

function verdictOf(pieces: PiecesState): Verdict {
  const { tape } = pieces;
  // Who answered is said once.
  const facts = { ...pieces.facts, answeredBy: null };
  const said = exchangeVerdict(facts, tape.chunks.total);
  if (facts.suspendedAt !== null) return said;
  if (!facts.end)
    return facts.response ? good(`The page reads the body as it comes. ${framingText(pieces)}`) : said;
  const { one } = pieces.framing.noun;
  const how = piecesEnded(pieces);
  if (how === 'complete' && isCutAtEnd(pieces))
    return bad(`${senderOf(pieces.facts)} ended the response, but its last ${one} is not whole.`);
  if (how === 'complete' && said.good)
    return good(`The response is complete. ${wholeText(pieces)}${framingText(pieces)}`);
  if (how !== 'undecided' || !said.good) return said;
  // The end of a page that stopped within a record looks the same: that it is not whole is told, and is no fault.
  const rest = isCutAtEnd(pieces) ? `Its last ${one} is not whole.` : framingText(pieces);
  return good(`${said.text} ${rest}`);
}

/** Whether all of it came at once: then it is shown as a stream, and did not come as one. */
export function isWhole({ facts, tape }: PiecesState): boolean {
  return facts.end?.how === 'complete' && facts.gaps.length === 0 && tape.chunks.count === 1;
}

function wholeText(pieces: PiecesState): string {
  if (pieces.tape.chunks.count === 0) return 'It has no body. ';
  return isWhole(pieces) ? 'It came whole, in one chunk. ' : '';
}

/** By what its body is cut into rows, and why. */
export function framingText({ framing, ground }: PiecesState): string {
  if (ground === 'open') return 'What each row is shows when more of the body has come.';
  if (framing.id === 'chunks')
    return 'It has no framing that is known here: each row is a chunk, as the page got it.';
  const by =
    ground === 'stated' ? `by ${framing.statedBy ?? 'its Content-Type'}` : 'by the look of its first bytes';
  return `Each row is one ${framing.noun.one}: ${framing.label}, ${by}.`;
}
