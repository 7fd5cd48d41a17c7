import { count } from '../../src/format/numbers.ts';
import { quoted } from '../../src/format/quoted.ts';
import type { Delay, TimeForm } from '../types.ts';

const FORMS: Record<TimeForm, string> = {
  s: 'Unix s',
  ms: 'Unix ms',
  µs: 'Unix µs',
  ns: 'Unix ns',
  iso: 'date and time',
};

const WHY = {
  'no-time': 'no time in the messages that could be the server’s',
  'too-long': 'messages longer than 64 KB are not searched for a time',
  'too-few': 'fewer than two messages so far, too few to say',
  'no-clock': 'what was captured does not say what time it was',
} as const;

/** Where a delay was taken from, or why there is none; without a full stop. */
export function delayWords(delay: Delay): string {
  if (delay.kind === 'none') return WHY[delay.why];
  const { by, form, looked, timed, isSample, wholeSeconds, negative } = delay;
  const where = by === '' ? `the data itself (${FORMS[form]})` : `the field ${quoted(by)} (${FORMS[form]})`;
  const of = isSample
    ? `${count(timed)} of ${count(looked)} messages chosen from all`
    : `${count(timed)} of ${count(looked)} messages`;
  return [
    `measured from ${where}, found in ${of}`,
    ...(wholeSeconds ? ['in whole seconds, so that a delay can be up to 1 s too long'] : []),
    ...(negative > 0
      ? [
          `${count(negative)} of them came before their time: the clocks of server and browser differ, and every delay is wrong by as much`,
        ]
      : []),
  ].join('; ');
}

/** The same as a sentence. */
export function delaySentence(delay: Delay): string {
  const words = delayWords(delay);
  return delay.kind === 'none'
    ? `Not known: ${words}.`
    : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** What holds of every delay. */
export const CLOCKS =
  'From the time in a message to its arrival, by two clocks, which may differ: the server’s and the browser’s. On one machine they are the same.';
