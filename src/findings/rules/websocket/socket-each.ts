import type { WebSocketChain } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { WebSocketChainRule } from '../../rule.ts';
import { isExchange } from '../../toolkit/websocket/exchange.ts';
import { ageOf, connectionEvidence } from '../../toolkit/websocket/sockets.ts';

/** Milliseconds that one lives that is there for one answer. */
const SHORT = 5000;
/** Connections one after another from which on it is reported. */
const MANY = 5;

/** Messages of one exchange, at most: more are a stream of them. */
const MAX_MESSAGES = 10;

/** Nothing fails here: it only costs. */
export default {
  id: 'socket-each',
  of: 'socket-chain',
  needs: ['messages', 'reconnect'],
  title: 'WebSocket opened anew for each exchange',
  severity: 'note',
  why: 'Each exchange costs a TCP connection and a handshake, several round trips before the first byte of the question leaves. That is dearer than a request, which uses an open TCP connection again.',
  fix: 'On the page, keep one WebSocket open and give each question an id that its answer repeats. Or use fetch, where the server has nothing to send unasked.',
  source: 'RFC 6455, section 1.2, Protocol Overview; RFC 9112, section 9.3, Persistence',
  begin(chain) {
    const evidence: Evidence[] = [];
    let run = 0;
    let longest = 0;
    let count = 0;
    let totalMs = 0;
    let since = 0;
    let at = 0;
    return {
      ended(index) {
        const age = exchangeAge(chain, index);
        if (age === null) {
          run = 0;
          totalMs = 0;
          return;
        }
        run++;
        totalMs += age;
        longest = Math.max(longest, run);
        if (run < MANY) return;
        const facts = chain.links[index]?.member.facts;
        at = facts?.end?.at ?? at;
        if (count === 0) since = chain.links[index - MANY + 1]?.member.facts.request?.at ?? at;
        count += run === MANY ? MANY : 1;
        if (evidence.length < MAX_EVIDENCE) evidence.push(connectionEvidence(chain, index));
      },
      report() {
        if (longest < MANY) return null;
        const lived = run >= MANY ? `, each over after ${duration(totalMs / run)} on average` : '';
        return {
          statement: `${plural(longest, 'WebSocket')} one after another carried a question and its answer and were closed${lived}.`,
          count,
          evidence: [...evidence],
          since,
          at,
        };
      },
    };
  },
} satisfies WebSocketChainRule;

/** How long one lived that was opened for one exchange, milliseconds; null where it was not. */
function exchangeAge(chain: WebSocketChain, index: number): number | null {
  const { member, join } = chain.links[index] ?? {};
  if (!member || join?.certainty === 'uncertain' || !isExchange(member)) return null;
  const { sent, received } = member.traffic;
  const age = ageOf(member);
  return age !== null && age < SHORT && sent.frames + received.frames <= MAX_MESSAGES ? age : null;
}
