/** The tape: facts in the order they came, and the bytes they carried. Pure. */
export type * from './records.ts';
