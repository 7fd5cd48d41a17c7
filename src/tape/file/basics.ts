import * as v from 'valibot';

/** Tape time, milliseconds. */
export const at = v.pipe(v.number(), v.finite());
/** Id of a connection; '' is the tape's own name for facts of no connection. */
export const on = v.pipe(v.string(), v.minLength(1));
export const text = v.string();
