import { type PiecesChannel, piecesEnded, type RecordPlace } from '../../../channels/index.ts';
import { RecordState } from '../../../framing/index.ts';
import type { Evidence, Report } from '../../finding.ts';
import { connectionReport } from '../once.ts';

/** Types whose body is to be one JSON value: what breaks it breaks the whole. */
const JSON_TYPE = /^(application\/([\w.-]+\+)?json|text\/(x-)?json)$/;

/** Whether a body is to be JSON as a whole, by its Content-Type. */
export const isJsonType = ({ facts }: PiecesChannel): boolean =>
  JSON_TYPE.test(facts.response?.mimeType ?? '');

/** How the server ended the body: null while it runs, where nothing was reported, and where the page stopped it, or may have. */
export function endOfBody(pieces: PiecesChannel): 'complete' | 'failed' | null {
  const { end } = pieces.facts;
  if (!end || end.inferred || end.blocked) return null;
  const how = piecesEnded(pieces);
  return how === 'complete' || how === 'failed' ? how : null;
}

/** The last record, where the end of the body made it what it is; null where it is whole or there is none. */
export function cutRecord(pieces: PiecesChannel): (RecordPlace & { readonly state: RecordState }) | null {
  const { records } = pieces;
  if (records === 0) return null;
  const place = pieces.placeOf(records - 1);
  const state = place.segment.reader.state(place.record);
  return state === RecordState.Cut || state === RecordState.NotClosed ? { ...place, state } : null;
}

/** The row of a record, as evidence; the connection where it has no bytes. */
export function recordEvidence(
  pieces: PiecesChannel,
  { segment, record }: RecordPlace,
  text: string,
): Evidence {
  const [start, end] = segment.reader.range(record);
  const connection = pieces.id;
  if (end === start) return { kind: 'connection', connection, text: 'connection' };
  return { kind: 'row', connection, offset: segment.base + start, text };
}

/** A report on the end of the body, with its last record as evidence. */
export function endReport(
  pieces: PiecesChannel,
  place: RecordPlace | null,
  statement: string,
  change: Partial<Report> = {},
): Report {
  const evidence = place ? [recordEvidence(pieces, place, `last ${pieces.framing.noun.one}`)] : undefined;
  const at = pieces.facts.end?.at ?? 0;
  return connectionReport(pieces, at, statement, { ...(evidence && { evidence }), ...change });
}
