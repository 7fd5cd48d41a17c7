import * as v from 'valibot';

/** Milliseconds since 1970 that a date can have (ECMA-262, 21.4.1.1). */
export const MAX_WALL = 8.64e15;
/** Milliseconds on a tape: thirty years, for a tape is one session. */
const MAX_AT = 1e12;

/** Tape time, milliseconds. What was open before the tape began lies before 0. */
export const at = v.pipe(v.number(), v.minValue(-MAX_AT), v.maxValue(MAX_AT));
/** Wall time, milliseconds since 1970. */
export const wall = v.pipe(v.number(), v.minValue(-MAX_WALL), v.maxValue(MAX_WALL));
/** Id of a connection; '' is the tape's own name for facts of no connection. */
export const on = v.pipe(v.string(), v.minLength(1));
export const text = v.string();
