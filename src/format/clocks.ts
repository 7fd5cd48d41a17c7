/** Times of day for people. A tape may lack a usable clock, so none of these throws. */

/** Written in place of a time, or a length of time, that is no number. */
export const NOT_KNOWN = 'not known';

/** Local time of day, "12:30:05.123", to match a server's log. @param wall milliseconds since 1970. */
export function clock(wall: number): string {
  const date = new Date(wall);
  if (Number.isNaN(date.getTime())) return NOT_KNOWN;
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => padded(part, 2))
    .join(':');
  return `${time}.${padded(date.getMilliseconds(), 3)}`;
}

/** Date and time in UTC, "2026-11-22T12:30:05.123Z"; "not known" for what is no date. @param wall milliseconds since 1970. */
export function dateAndTime(wall: number): string {
  const date = new Date(wall);
  return Number.isNaN(date.getTime()) ? NOT_KNOWN : date.toISOString();
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
