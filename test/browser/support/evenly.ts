import type { TapeRecord } from '../../../src/tape/index.ts';

/** Of the time from one request to the next this share is left to its answer. */
const ANSWERED_WITHIN = 0.8;

/**
 * The records with these requests `every` milliseconds apart, as the page's timer has them on a machine that has time. A
 * rhythm is what is known of a short poll, and a busy machine has none.
 * @param isAsked whether a record is one of the requests; each is to be over when the next begins.
 */
export function evenly(
  records: readonly TapeRecord[],
  isAsked: (record: TapeRecord) => boolean,
  every: number,
): TapeRecord[] {
  let asked: number | null = null;
  let due = 0;
  return records.map((record) => {
    if (isAsked(record)) {
      due = asked === null ? record.at : due + every;
      asked = record.at;
    }
    if (asked === null) return record;
    const later = Math.min(Math.max(record.at - asked, 0), every * ANSWERED_WITHIN);
    return { ...record, at: due + later };
  });
}
