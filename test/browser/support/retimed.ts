/** Tapes with the times that a machine would have given them that has nothing else to do. */
import type { TapeRecord } from '../../../src/tape/index.ts';

/** Of the time from one beat to the next this share is left to what follows it. */
const FOLLOWS_WITHIN = 0.8;

/**
 * The records with these beats `every` milliseconds apart, as a timer has them on a machine that has time: a busy one has no
 * rhythm, and a rhythm is what a short poll and a heartbeat are known by.
 * @param isBeat whether a record is a beat; what follows it is over when the next begins.
 */
export function evenly(
  records: readonly TapeRecord[],
  isBeat: (record: TapeRecord) => boolean,
  every: number,
): TapeRecord[] {
  let beatAt: number | null = null;
  let due = 0;
  return records.map((record) => {
    if (isBeat(record)) {
      due = beatAt === null ? record.at : due + every;
      beatAt = record.at;
    }
    if (beatAt === null) return record;
    const later = Math.min(Math.max(record.at - beatAt, 0), every * FOLLOWS_WITHIN);
    return { ...record, at: due + later };
  });
}

/** The records as quick as on a machine that brings them all within `ms` milliseconds; unchanged where this one did. */
export function within(records: readonly TapeRecord[], ms: number): readonly TapeRecord[] {
  const first = records[0]?.at ?? 0;
  const took = Math.max(...records.map(({ at }) => at)) - first;
  if (took <= ms) return records;
  return records.map((record) => ({ ...record, at: first + ((record.at - first) * ms) / took }));
}
