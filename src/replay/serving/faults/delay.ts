import { atTimes } from '../pace.ts';
import type { Fault } from './fault.ts';

/** All that comes, comes late. */
export const delay: Fault = {
  name: 'delay',
  label: 'Delay each chunk by (milliseconds)',
  notByBrowser: 'The browser gives the whole body at once: there are no chunks.',
  help: 'Everything after the headers comes so many milliseconds later.',
  initial: 1000,
  min: 0,
  max: 3_600_000,
  apply: (recording, ms) => ({ ...atTimes(recording, (at) => at + ms), head: recording.head }),
};
