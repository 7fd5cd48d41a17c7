import { count } from '../../../format/numbers.ts';
import type { Exchange } from '../exchange.ts';
import type { AnyQuestionRule } from './label.ts';

/** An answer no longer than this, in bytes, says “got it” and no more. */
const MAX_RECEIPT = 16;
/** Held this long, milliseconds, the server waits for something to send. */
const MIN_HOLD = 2000;

/** A page gets no answer to these, whatever their server sends. */
const BEACONS = {
  sureness: 'certain',
  why: [
    'They are beacons (sendBeacon, or the ping of a link): the page sends something, and gets no answer.',
  ],
} as const;

/** The page sends something and asks for nothing: presence, analytics, what SockJS and others send to the server. */
export default {
  label: 'sends',
  judge({ steps, holds }) {
    if (steps.every(({ exchange: { request } }) => request.via === 'beacon')) return BEACONS;
    if (!steps.every(({ exchange: { request } }) => request.method !== 'GET' && request.body !== undefined))
      return null;
    const answers = steps.flatMap(({ exchange }) => (exchange.isOver ? [exchange] : []));
    if (answers.length === 0 || holds.filter((hold) => hold >= MIN_HOLD).length >= 2) return null;
    const [first] = answers;
    if (!first || !answers.every((answer) => isEmpty(answer) || isSameReceipt(answer, first))) return null;
    const method = first.request.method;
    return {
      sureness: 'certain',
      why: [
        `Each of the latest ${count(steps.length)} sends a body by ${method}, and each answer is empty or the same few bytes: the page sends something, and asks for nothing.`,
      ],
    };
  },
} satisfies AnyQuestionRule;

function isEmpty(exchange: Exchange): boolean {
  return exchange.judgeOutcome().outcome === 'empty';
}

function isSameReceipt(exchange: Exchange, first: Exchange): boolean {
  const { body, response, isKept } = exchange;
  if (!response || response.status >= 300 || !isKept || body.length > MAX_RECEIPT || exchange.content().list)
    return false;
  const other = first.body;
  return body.length === other.length && body.every((byte, index) => byte === other[index]);
}
