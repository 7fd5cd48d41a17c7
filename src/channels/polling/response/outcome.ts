import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import type { EndRecord, RequestRecord, ResponseRecord } from '../../../tape/index.ts';
import { causeOf, errorText } from '../../connection/errors.ts';
import { failureOf, hasFailed } from '../../connection/failure.ts';
import { howEnded, WHY_UNDECIDED } from '../../connection/how-ended.ts';
import { blockedEnd } from '../../connection/verdict.ts';
import type { CycleOutcome } from '../../model/polls.ts';
import type { ResponseContent } from './content.ts';
import type { AnswerFault, AnswerHabit } from './fault.ts';

/** A request that the page stopped after this many milliseconds was held: the page gave up waiting. */
const MIN_HOLD = 1000;

interface PlainOutcome {
  readonly outcome: Exclude<CycleOutcome, 'fault'>;
  /** In a sentence. */
  readonly why: string;
}

interface FaultOutcome {
  readonly outcome: 'fault';
  readonly why: string;
  readonly fault: AnswerFault;
}

export type JudgedOutcome = PlainOutcome | FaultOutcome;

interface OutcomeFacts {
  readonly request: RequestRecord;
  readonly response: ResponseRecord | null;
  readonly end: EndRecord | null;
  readonly redirects: readonly unknown[];
  readonly held: number | null;
  /** Asked once for each answer, in their order. */
  readonly habit: AnswerHabit | null;
  readonly tape: { readonly chunks: { readonly total: number } };
}

/** Statuses of a server or proxy that waited without success: RFC 9110, 15.5.9 and 15.6.5; Cloudflare's own. */
const TIME_OUTS: Readonly<Record<number, string>> = {
  408: '408 (Request Timeout): the server gave up waiting.',
  504: '504 (Gateway Timeout): a proxy gave up waiting for the server.',
  524: '524: Cloudflare gave up waiting for the server.',
};

/** Whether a status is the outcome, so that a page need not read the body. */
export function statusDecides(status: number): boolean {
  return status === 204 || status === 304 || status >= 400;
}

/** @param content null while the response is not over. */
export function outcomeOf(facts: OutcomeFacts, content: ResponseContent | null): JudgedOutcome {
  const { response, end, held, tape } = facts;
  if (!response && !end) return { outcome: 'waiting', why: 'Held: asked, and not answered yet.' };
  const status = response?.status ?? 0;
  const broke = end !== null && hasFailed(end);
  // The status is enough: it does not matter whether the page reads the rest.
  if (TIME_OUTS[status]) return { outcome: 'time-out', why: TIME_OUTS[status] };
  if (end?.blocked) return { outcome: 'error', why: blockedEnd(end.blocked, end.blockedParameter) };
  if (status >= 400 && !broke) return { outcome: 'error', why: `HTTP ${status}.` };
  if (status === 204 || status === 304) {
    return {
      outcome: 'empty',
      why: status === 204 ? 'Empty: 204 (No Content).' : 'Empty: 304 (Not Modified).',
    };
  }
  if (!content || !end) return { outcome: 'waiting', why: 'The answer has begun and is not over yet.' };
  if (end.inferred) {
    return {
      outcome: 'stopped',
      why: 'Its page or worker is gone, or capture stopped; the browser reports no end.',
    };
  }
  const how = howEnded(facts, tape.chunks.total);
  if (how === 'cancelled' && !broke) return stoppedByPage(response, held ?? 0);
  if (broke) return failed(end, response, tape.chunks.total);
  const fault = facts.habit?.faultOf(content, response?.mimeType ?? '', facts.redirects.length > 0);
  if (fault) return { outcome: 'fault', why: fault.text, fault };
  if (how === 'undecided') return undecided(content);
  if (content.isEmpty) return { outcome: 'empty', why: `Empty: ${content.emptyBy}.` };
  return { outcome: 'data', why: 'Data.' };
}

/** What came is data, whether more was to come or not. Nothing but white space shows nothing: the page may have given up waiting. */
function undecided({ isEmpty }: ResponseContent): JudgedOutcome {
  const why = `Whether it is complete, or the page stopped reading it, is not known: ${WHY_UNDECIDED}.`;
  return isEmpty
    ? { outcome: 'stopped', why: `Nothing but white space. ${why}` }
    : { outcome: 'data', why: `Data. ${why}` };
}

function stoppedByPage(response: ResponseRecord | null, held: number): JudgedOutcome {
  if (!response && held >= MIN_HOLD) {
    return {
      outcome: 'time-out',
      why: `Stopped by the page after ${duration(held)} without an answer: it gave up waiting.`,
    };
  }
  return {
    outcome: 'stopped',
    why: response ? 'Not read to its end, or stopped, by the page.' : 'Stopped by the page before an answer.',
  };
}

function failed(end: EndRecord, response: ResponseRecord | null, bytes: number): JudgedOutcome {
  if (causeOf(end.error) === 'timed out') return { outcome: 'time-out', why: errorText(end.error) };
  const fault = failureOf(end).text;
  if (!response) return { outcome: 'error', why: fault };
  return {
    outcome: 'truncated',
    why: `Truncated after ${plural(bytes, 'byte')}. ${fault}`,
  };
}
