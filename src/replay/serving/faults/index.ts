/** The faults on demand. */
import { cut } from './cut.ts';
import { delay } from './delay.ts';
import { duplicate } from './duplicate.ts';
import type { Fault } from './fault.ts';
import { merge } from './merge.ts';
import { silence } from './silence.ts';
import { split } from './split.ts';

export type { Fault } from './fault.ts';

/** They change what is sent, by its recorded times. */
export const CONTENT_FAULTS: readonly Fault[] = [silence, duplicate];

/** They change in which chunks and when, in real time. */
export const TIMED_FAULTS: readonly Fault[] = [merge, split, delay, cut];

/** In the order in which they are applied. */
export const FAULTS: readonly Fault[] = [...CONTENT_FAULTS, ...TIMED_FAULTS];
