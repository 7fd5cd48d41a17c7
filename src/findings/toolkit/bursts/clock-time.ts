/** Every zone is a multiple of this from UTC, milliseconds. */
const QUARTER = 900_000;

/** A time of day, whatever stands around it: a date, a zone, or neither. */
const CLOCK = /(?<!\d)\d{1,2}:(\d\d):(\d\d(?:[.,]\d{1,9})?)/;

/**
 * The time of day that a text names, as the one that lies nearest to its arrival in any zone: “2026-01-01 09:30:05” and
 * “9:30:05 AM” alike. Null where it names none. It is good for how far times lie apart, within a quarter of an hour.
 * @param arrived milliseconds since 1970. @returns the same.
 */
export function clockTime(text: string, arrived: number): number | null {
  const [, minutes = '', seconds = ''] = CLOCK.exec(text) ?? [];
  if (minutes === '' || Number.isNaN(arrived)) return null;
  const within = (Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000;
  const late = (((arrived - within) % QUARTER) + QUARTER) % QUARTER;
  return arrived - (late > QUARTER / 2 ? late - QUARTER : late);
}
