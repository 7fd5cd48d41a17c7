import { type WebSocketChain, type WebSocketMember, webSocketEnded } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { WebSocketChainRule } from '../../rule.ts';
import { Recent } from '../../toolkit/chain/recent.ts';
import { isExchange } from '../../toolkit/websocket/exchange.ts';
import { ageOf, connectionEvidence, endedCleanly, wasOpen } from '../../toolkit/websocket/sockets.ts';

/** Milliseconds that a connection lives that is worth its handshake. */
const SHORT = 5000;
/** Connections in so many milliseconds from which on it is reported, and from which on it is an error. */
const FAST = { many: 10, within: 10_000 } as const;
const SLOW = { many: 5, within: 60_000 } as const;
const FAR_TOO_MANY = 50;

/** What carried an answer and was closed is the business of `socket-each`. */
export default {
  id: 'socket-storm',
  of: 'socket-chain',
  needs: ['handshake', 'reconnect'],
  title: 'WebSocket opened again and again',
  severity: 'warning',
  why: 'Each attempt costs the server a TCP connection, a handshake and perhaps a login, and gets the page nothing. With many pages open they come all together, just when the server has trouble.',
  fix: 'On the page, wait longer after each failure, with some chance in it, and count an attempt as good only when the WebSocket has lived for a while. Stop where another attempt changes nothing, as with a login that has run out. On the server or the proxy, find out what ends them so soon.',
  source: 'RFC 6455, section 7.2.3, Recovering from Abnormal Closure',
  begin(chain) {
    const evidence: Evidence[] = [];
    let run = new Run();
    let most = { number: 0, within: 0 };
    let inStorm = 0;
    let since = 0;
    /** Place in the chain of the latest that is part of it. */
    let last = -1;
    /** The latest of those with it that were closed. */
    let closed: WebSocketMember | null = null;
    return {
      ended(index) {
        const ending = endingOf(chain, index);
        if (!ending || !run.continuesWith(ending)) run = new Run();
        if (!ending) return;
        const { inFast, inSlow } = run.add(ending);
        const isFast = inFast >= FAST.many;
        if (!isFast && inSlow < SLOW.many) return;
        const number = isFast ? inFast : inSlow;
        // Those that made it one are part of it.
        const first = Math.max(index - number + 1, last + 1);
        if (inStorm === 0) since = chain.links[first]?.member.facts.request?.at ?? ending.at;
        for (let each = first; each <= index && evidence.length < MAX_EVIDENCE; each++)
          evidence.push(connectionEvidence(chain, each));
        inStorm += index - first + 1;
        last = index;
        closed = run.closed;
        if (isFast ? most.within !== FAST.within || number > most.number : most.within !== FAST.within)
          most = {
            number: Math.max(number, isFast ? 0 : most.number),
            within: (isFast ? FAST : SLOW).within,
          };
      },
      report(now) {
        const latest = chain.links[last]?.member;
        if (!latest) return null;
        const { request, end } = latest.facts;
        const at = request?.at ?? 0;
        return {
          statement: `Up to ${plural(most.number, 'WebSocket')} in ${duration(most.within)}, each over in less than ${duration(SHORT)}. ${howText(latest, closed)}`,
          count: inStorm,
          severity: most.within === FAST.within && most.number >= FAR_TOO_MANY ? 'error' : 'warning',
          evidence: [...evidence],
          since,
          at,
          ongoing: last >= chain.links.length - 2 && now - (end?.at ?? at) < most.within,
        };
      },
    };
  },
} satisfies WebSocketChainRule;

/** How one ended that got the page nothing. */
interface Ending {
  readonly member: WebSocketMember;
  /** When it was requested. */
  readonly at: number;
  /** The last message of one that was closed, '' where there was none; null for one that failed, or did not open. */
  readonly said: string | null;
}

/** Connections, one after another, that ended alike. */
class Run {
  readonly #fast = new Recent(FAST.within);
  readonly #slow = new Recent(SLOW.within);
  #said: string | null = null;
  /** The latest that was closed; null before the first. */
  closed: WebSocketMember | null = null;

  /** Those that were closed must have the same last message. */
  continuesWith({ said }: Ending): boolean {
    return said === null || this.#said === null || said === this.#said;
  }

  /** @returns how many there were in each of the two times. */
  add({ at, said, member }: Ending): { readonly inFast: number; readonly inSlow: number } {
    this.#said = said ?? this.#said;
    if (said !== null) this.closed = member;
    return { inFast: this.#fast.add(at), inSlow: this.#slow.add(at) };
  }
}

/** Null for one that lived, that carried an answer, or that may be another source’s. */
function endingOf(chain: WebSocketChain, index: number): Ending | null {
  const { member, join } = chain.links[index] ?? {};
  const at = member?.facts.request?.at;
  const age = member ? ageOf(member) : null;
  if (!member || at === undefined || join?.certainty === 'uncertain' || member.facts.end?.inferred)
    return null;
  if (!wasOpen(member)) return { member, at, said: null };
  if (age === null || age >= SHORT || isExchange(member)) return null;
  if (!endedCleanly(member)) return { member, at, said: null };
  return { member, at, said: member.lastMessage < 0 ? '' : member.messageText(member.lastMessage) };
}

/** @param latest the latest that is part of it. @param closed the latest of those that were closed; null where none was. */
function howText(latest: WebSocketMember, closed: WebSocketMember | null): string {
  const last = closed === latest ? '' : `How the latest ended: ${webSocketEnded(latest)}.`;
  if (!closed) return last;
  const { lastMessage, tape, rows } = closed;
  const who = lastMessage >= 0 && tape.frames.direction(lastMessage) === 'sent' ? 'page' : 'server';
  const said =
    lastMessage < 0
      ? 'Those that opened were closed before any message went either way.'
      : `Those that opened ended with the same last message, from the ${who}: ${quoted(rows.previewOf(lastMessage), 80)}.`;
  return last === '' ? said : `${last} ${said}`;
}
