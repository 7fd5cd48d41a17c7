/** A name that is cut here no longer distinguishes requests. */
const NAME = 120;
const FIXED = { requests: 70, status: 50 };
/** Where there is little room they go one after the other, the least needed first: what it is stays the longest. */
const WAYS = [
  { method: 56, what: 128, questions: 76, last: 66 },
  { method: 0, what: 128, questions: 76, last: 66 },
  { method: 0, what: 128, questions: 76, last: 0 },
  { method: 0, what: 128, questions: 0, last: 0 },
];
const NONE = { method: 0, what: 0, questions: 0, last: 0 };

/** Widths of the grid Requests: name, method, what, requests, questions, status, last. The name takes what is left. */
export function requestColumns(width: number, scale = 1): string {
  const rest = width / scale - FIXED.requests - FIXED.status;
  const taken = ({ method, what, questions, last }: typeof NONE) => method + what + questions + last;
  const way = WAYS.find((each) => rest - taken(each) >= NAME) ?? NONE;
  const name = Math.max(80, rest - taken(way));
  return [name, way.method, way.what, FIXED.requests, way.questions, FIXED.status, way.last]
    .map((column) => `${Math.floor(column * scale)}px`)
    .join(' ');
}
