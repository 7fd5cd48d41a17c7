import type { EventRow, Finding } from '../types.ts';

/** Which rows findings rest on, so far as evidence is kept: looked up for the rows that are drawn. */
export type RowMarks = (row: EventRow) => Finding | null;

/** @param findings the gravest first. */
export function rowMarks(findings: readonly Finding[]): RowMarks {
  const places = findings.flatMap((finding) =>
    finding.evidence.flatMap((one) =>
      one.kind === 'row' ? [{ finding, connection: one.connection, offset: one.offset }] : [],
    ),
  );
  return ({ range, connection }) =>
    range === null
      ? null
      : (places.find(
          (place) => place.connection === connection && place.offset >= range[0] && place.offset < range[1],
        )?.finding ?? null);
}
