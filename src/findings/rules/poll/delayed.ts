import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { ENOUGH_CYCLES } from '../../needs/poll.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, isAnswered } from '../../toolkit/cycles.ts';

/** From this many milliseconds on a request was held, and a pause after its response is long. */
const HELD = 1000;
const LONG = 1500;
/** Share of the pauses that must be long. */
const MOSTLY = 0.5;

/** Only where requests are held: in short polling the pause is the rhythm. */
export default {
  id: 'poll-delayed',
  of: 'poll',
  needs: ['habit'],
  fits: ['long-poll'],
  title: 'Messages wait between two requests',
  severity: 'note',
  why: 'What the server has to send between a response and the next request waits for that request; a server that keeps nothing for a client that is away loses it.',
  fix: 'On the client, ask again as soon as the answer is there: from its handler, not from a timer, which a hidden page gets once a second or less. A pause is right after an error only.',
  source: 'RFC 6202, sections 2.1 (Definition) and 2.2 (Maximal Latency)',
  begin(loop, around) {
    const late = new CycleTally();
    let pauses = 0;
    let sum = 0;
    let longest = 0;
    return {
      cycle(cycle) {
        const before = loop.receiveBefore(cycle.index);
        const from = before?.overAt ?? null;
        // It had stopped: nothing waited for that request.
        if (loop.isContinuedAt(cycle.index)) return;
        if (!before || from === null || !isAnswered(before) || (before.held ?? 0) < HELD) return;
        const { at } = cycle.exchange.request;
        const pause = at - from;
        if (around.disturbed(from, at)) return;
        pauses++;
        if (pause < LONG) return;
        sum += pause;
        longest = Math.max(longest, pause);
        late.add(cycle, `${duration(pause)} after the answer`);
      },
      report() {
        if (pauses < ENOUGH_CYCLES || late.count < pauses * MOSTLY) return null;
        return late.report(
          `${count(late.count)} of ${count(pauses)} pauses between an answer and the next request took ${duration(sum / late.count)} in the mean, ${duration(longest)} at worst.`,
        );
      },
    };
  },
} satisfies PollRule;
