import type { WebSocketChain, WebSocketMember } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { smallest } from '../../../tape/index.ts';
import { MAX_EVIDENCE } from '../../finding.ts';
import type { WebSocketChainRule } from '../../rule.ts';
import { PATTERN } from '../../toolkit/chain/limit.ts';
import { IDLE_LIMITS } from '../../toolkit/limits.ts';
import { isExchange } from '../../toolkit/websocket/exchange.ts';
import { isOneAge } from '../../toolkit/websocket/same-age.ts';
import { ageOf, connectionEvidence, wasOpen } from '../../toolkit/websocket/sockets.ts';

/** Milliseconds below which an age shows no limit, and below which an exchange is none. */
const MIN_AGE = 1000;
const SHORT = 5000;
/** Milliseconds before an end in which a message is what ended it, where there were only a few. */
const LAST_WORD = 100;
const FEW_MESSAGES = 5;
/** Ages that are kept of one run. */
const KEPT = 50;
/** How near a well-known limit an age must be, as a part of it. */
const NEAR = 0.03;

/** Milliseconds below which no proxy's limit for silence is, as it is set up by default. */
const MIN_PROXY_LIMIT = 20_000;

interface Cut {
  readonly index: number;
  /** From its response to its end, and from its last frame (or its response) to its end, milliseconds. */
  readonly age: number;
  readonly silence: number;
  readonly isFailure: boolean;
  readonly at: number;
}

export default {
  id: 'socket-cut',
  of: 'socket-chain',
  needs: ['open-socket', 'reconnect'],
  title: 'Cut at the same age each time',
  severity: 'warning',
  why: 'A limit of that length is on the way or in the server: it ends every WebSocket, however well it works. What is sent until the page has opened the next one is lost.',
  fix: 'Look at the time-outs of the proxy, the load balancer, the platform and the server for one of this length.',
  source:
    'RFC 6455, section 5.5.2 (Ping); nginx proxy_read_timeout; AWS ALB idle timeout; Heroku request timeout; Cloudflare WebSockets',
  begin(chain) {
    const byAge = new CutRun('age');
    const bySilence = new CutRun('silence');
    return {
      ended(index) {
        const cut = cutOf(chain, index);
        if (cut === 'other') {
          byAge.clear();
          bySilence.clear();
        } else if (cut) {
          byAge.add(cut);
          bySilence.add(cut);
        }
      },
      report() {
        const isIdle = bySilence.isPattern && (!byAge.isPattern || byAge.isMostlySilent);
        const run = isIdle ? bySilence : byAge;
        const [first, last] = [run.cuts[0], run.cuts.at(-1)];
        if (!run.isPattern || !first || !last) return null;
        // The end is reported a little late, never early.
        const ms = smallest(run.cuts.map((cut) => (isIdle ? cut.silence : cut.age)));
        return {
          statement: `${isIdle ? idleText(ms, run.count) : ageText(ms, run.count)}${run.areFailures ? '' : UNKNOWN}`,
          count: run.count,
          evidence: run.cuts.slice(0, MAX_EVIDENCE).map(({ index }) => connectionEvidence(chain, index)),
          since: first.at,
          at: last.at,
          fix: isIdle ? IDLE_FIX : AGE_FIX,
        };
      },
    };
  },
} satisfies WebSocketChainRule;

const UNKNOWN = ' Chromium does not say which side closed: a timer of the page’s own would look the same.';
const IDLE_FIX =
  'On the server, send pings, or let the application send something, at least twice in that time. On the proxy or the load balancer, raise the idle limit (nginx: proxy_read_timeout).';
const AGE_FIX =
  'Look at the limits of the proxy, the platform and the server for how long one connection may last, and raise it. Where it cannot be raised, open the next WebSocket on the page before it is reached.';

function idleText(ms: number, times: number): string {
  const known = IDLE_LIMITS.filter((limit) => Math.abs(limit.ms - ms) <= NEAR * limit.ms).map(
    ({ name }) => name,
  );
  const whose = known.length === 0 ? '' : ` (by default that of ${known.join(', ')})`;
  const who = ms < MIN_PROXY_LIMIT ? 'the server or a proxy' : 'a proxy';
  return `Cut after ${duration(ms)} each time in which nothing came or went, ${count(times)} times one after another: an idle time-out of ${who} most likely${whose}.`;
}

function ageText(ms: number, times: number): string {
  return `Cut after ${duration(ms)} each time, ${count(times)} times one after another, though messages came or went until then: most likely a limit on how long a connection may last.`;
}

/** Cuts one after another that one timer can have made. */
class CutRun {
  readonly #of: 'age' | 'silence';
  cuts: Cut[] = [];
  count = 0;

  constructor(of: 'age' | 'silence') {
    this.#of = of;
  }

  add(cut: Cut): void {
    const next = [...this.cuts, cut];
    const ages = next.map((each) => each[this.#of]);
    const areFailures = next.every(({ isFailure }) => isFailure);
    if (cut[this.#of] < MIN_AGE) this.clear();
    else if (isOneAge(ages, areFailures)) {
      this.cuts = next.slice(-KEPT);
      this.count++;
    } else {
      this.cuts = [cut];
      this.count = 1;
    }
  }

  clear(): void {
    this.cuts = [];
    this.count = 0;
  }

  get isPattern(): boolean {
    return this.count >= PATTERN;
  }
  get areFailures(): boolean {
    return this.cuts.every(({ isFailure }) => isFailure);
  }
  /** Whether next to nothing came or went after the beginning: then what counts is the silence. */
  get isMostlySilent(): boolean {
    return this.cuts.every(({ age, silence }) => silence >= age / 2);
  }
}

/** How one ended that may have been cut; null for one that never opened, `other` for one that ended for another reason. */
function cutOf({ links }: WebSocketChain, index: number): Cut | 'other' | null {
  const { member, join } = links[index] ?? {};
  if (!member || !wasOpen(member)) return null;
  const { end, response, request } = member.facts;
  const age = ageOf(member);
  const openedAt = response?.at ?? (request?.openBefore ? undefined : request?.at);
  if (!end || openedAt === undefined || age === null || join?.certainty === 'uncertain') return 'other';
  if (end.inferred || end.how === 'cancelled' || wasClosed(member, age)) return 'other';
  const silence = end.at - Math.max(openedAt, member.lastFrameAt ?? 0);
  return { index, age, silence, isFailure: end.how === 'failed', at: end.at };
}

/** Whether a message, or a close frame, is what ended it, and no timer. */
function wasClosed(member: WebSocketMember, age: number): boolean {
  const { close, facts, lastFrameAt, traffic } = member;
  if (close !== null) return true;
  if (traffic.sent.frames + traffic.received.frames >= FEW_MESSAGES || lastFrameAt === null) return false;
  return (age < SHORT && isExchange(member)) || (facts.end?.at ?? 0) - lastFrameAt < LAST_WORD;
}
