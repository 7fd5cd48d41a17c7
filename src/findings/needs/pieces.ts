import { type PiecesChannel, piecesEnded } from '../../channels/index.ts';
import { type Known, type Missing, partly, without } from './cause.ts';
import type { PiecesNeed } from './need.ts';

/** What is known of a response that is read in pieces. */
export function piecesKnowledge(pieces: PiecesChannel): Readonly<Record<PiecesNeed, Known>> {
  const { framing } = pieces;
  return {
    records: bytesMissing(pieces),
    'body-end': endMissing(pieces),
    'json-body': framing.isJson ? null : 'unconcerned',
    'array-body': framing.id === 'json-array' ? null : 'unconcerned',
    'unframed-body': framing.id === 'chunks' ? null : 'unconcerned',
    'multipart-body': framing.id === 'multipart' ? null : 'unconcerned',
  };
}

function bytesMissing({ tape, facts: { request, fidelity, gaps, end } }: PiecesChannel): Missing | null {
  if (tape.chunks.total === 0) return without(end ? 'nothing-came' : 'nothing-yet');
  if (tape.bytes.length === 0) return without('lengths-only');
  if (request?.openBefore) return partly('before-recording');
  const isGapless = gaps.length === 0 && fidelity.every(({ level }) => level === 'bytes');
  return isGapless && tape.bytes.length === tape.chunks.total ? null : partly('gap');
}

function endMissing(pieces: PiecesChannel): Missing | null {
  const { end } = pieces.facts;
  if (!end) return without('not-over');
  if (end.inferred) return without('end-not-reported');
  return piecesEnded(pieces) === 'undecided' ? without('end-undecided') : null;
}
