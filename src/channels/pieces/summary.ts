import { RecordState } from '../../framing/index.ts';
import { bodyDetail, commonDetail } from '../connection/detail.ts';
import { FIDELITY } from '../connection/notes.ts';
import { connectionState } from '../connection/state.ts';
import { commonSummary, gapWarnings } from '../connection/summary.ts';
import type { Verdict } from '../connection/verdict.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { ChannelSummary } from '../model/stream.ts';
import type { PiecesState } from './state.ts';
import { isWhole, piecesVerdict } from './verdict.ts';

export function piecesSummary(pieces: PiecesState): ChannelSummary {
  const { id, facts, tape, counts, lastByteAt, framing } = pieces;
  const said = piecesVerdict(pieces);
  return {
    ...commonSummary(id, facts),
    transport: 'pieces',
    framing: framing.label,
    ...(isWhole(pieces) && { whole: true }),
    state: connectionState(facts, lastByteAt, said.good),
    verdict: said.text,
    fidelity: facts.fidelity.at(-1)?.level ?? 'bytes',
    events: counts[RecordState.Whole],
    comments: counts[RecordState.Quiet],
    discarded: counts[RecordState.Broken] + counts[RecordState.Cut] + counts[RecordState.NotClosed],
    bytes: tape.chunks.total,
    lastByteAt,
    warnings: warningsOf(pieces, said),
  };
}

function warningsOf({ facts }: PiecesState, said: Verdict): string[] {
  const warnings = said.good ? [] : [said.text];
  warnings.push(...gapWarnings(facts));
  const level = facts.fidelity.at(-1)?.level;
  if (level && level !== 'bytes') warnings.push(`Known of it: ${FIDELITY[level]}.`);
  return warnings;
}

/** All that is known of one response, for the panel. */
export function piecesDetail(pieces: PiecesState): ConnectionDetail {
  const { facts, tape } = pieces;
  const summary = piecesSummary(pieces);
  return {
    summary,
    ...commonDetail(facts, summary.verdict),
    ...bodyDetail(facts, tape),
    initiatorNote: facts.request?.initiator ? null : 'The browser did not say which script made the request.',
    eventStream: null,
    webSocket: null,
  };
}
