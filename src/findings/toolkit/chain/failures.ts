import {
  causeOf,
  type EventStream,
  type EventStreamChain,
  failureOf,
  hasFailed,
  isRefused,
} from '../../../channels/index.ts';
import { quoted } from '../../../format/quoted.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import { headerOf } from '../words.ts';
import { type EndTimes, endTimesOf } from './limit.ts';
import { reconnectedAt, Storm } from './storm.ts';

/** Failures that are kept of one run. */
const KEPT = 50;

export interface Failure {
  /** Null for an answer without a byte. */
  readonly words: ReturnType<typeof failureOf> | null;
  /** The browser's error, of the service worker's own request where that failed; undefined where there is none. */
  readonly error: string | undefined;
  readonly times: EndTimes;
  readonly at: number;
  /** Whether its response had come. */
  readonly wasOpen: boolean;
  /** Whether an EventSource is closed by it. */
  readonly isFinal: boolean;
  /** What else is known of it, after a space; '' where nothing is. */
  readonly remark: string;
}

/** The latest connections of a chain that failed one after another in the same way. */
export class FailureRun {
  readonly #chain: EventStreamChain;
  /** The latest {@link KEPT} of them; empty where the latest connection did not fail. */
  failures: Failure[] = [];
  count = 0;
  /** Tape time of the first, milliseconds. */
  since = 0;
  evidence: Evidence[] = [];
  /** The reconnects after them. */
  storm = new Storm();

  constructor(chain: EventStreamChain) {
    this.#chain = chain;
  }

  /** As {@link ChainRuleObserver.began}. */
  began(index: number): void {
    const at = this.last ? reconnectedAt(this.#chain, index) : null;
    if (at !== null) this.storm.add(at);
  }

  /** As {@link ChainRuleObserver.ended}. @returns whether another run begins, or none goes on. */
  ended(index: number): boolean {
    const stream = this.#chain.links[index]?.member.stream;
    if (!stream) return false;
    const failure = failedOf(stream);
    const isOther = failure === null || failure.words?.text !== this.last?.words?.text;
    if (isOther) {
      this.failures = [];
      this.count = 0;
      this.evidence = [];
      this.storm = new Storm();
    }
    if (!failure) return isOther;
    if (this.count++ === 0) this.since = failure.at;
    if (this.failures.length === KEPT) this.failures.shift();
    this.failures.push(failure);
    if (this.evidence.length < MAX_EVIDENCE)
      this.evidence.push({ kind: 'connection', connection: stream.id, text: `connection ${index + 1}` });
    return isOther;
  }

  get last(): Failure | undefined {
    return this.failures.at(-1);
  }
}

/** How a connection failed; null where it did not, or where another rule says how. */
function failedOf(stream: EventStream): Failure | null {
  const { request, response, end, fidelity } = stream.facts;
  if (!end || end.inferred || end.blocked) return null;
  if (response && (response.status !== 200 || isRefused(stream.facts))) return null;
  const wasOpen = response !== null;
  const isFinal = end.how === 'cancelled' && request?.via === 'eventsource';
  const known = { times: endTimesOf(stream), at: end.at, wasOpen, isFinal };
  if (hasFailed(end)) {
    const error = end.serviceWorker ? end.serviceWorker.error : end.error;
    const encoding = causeOf(error) === 'not decoded' ? headerOf(stream, 'content-encoding') : null;
    const remark = encoding ? ` Content-Encoding says ${quoted(encoding)}.` : '';
    return { ...known, words: failureOf(end), error, remark };
  }
  const isEmpty = stream.lastByteAt === null && fidelity.at(-1)?.level !== 'messages';
  return end.how === 'complete' && wasOpen && isEmpty
    ? { ...known, words: null, error: undefined, remark: '' }
    : null;
}
