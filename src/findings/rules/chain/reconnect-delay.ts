import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import type { ChainRule } from '../../rule.ts';
import { ReconnectTally } from '../../toolkit/reconnects.ts';

/** Milliseconds that a timer may be off, in a busy page or a hidden tab (Chromium: once a second). */
const SLACK = 1500;
/** Reconnects from which on it is reported. */
const FEW = 2;

/**
 * A program that waits longer than `retry` after a failure does well, and one that comes sooner does not. A browser keeps
 * to it, unless something slows its timers.
 */
export default {
  id: 'reconnect-delay',
  of: 'chain',
  needs: ['sure-reconnect'],
  title: 'Reconnects far from “retry”',
  severity: 'note',
  why: '“retry” is how the server spreads its clients in time. Who comes sooner adds to the load just when there is too much of it; who comes later is without news for longer than the server meant.',
  fix: 'In the program that reads the stream, wait at least as long as “retry” says. Where an EventSource comes late, look at what slows its page: timers of hidden tabs run once a second, later once a minute.',
  source: 'WHATWG HTML 9.2.3, Processing model (reconnection time), and 9.2.6 (“retry”)',
  begin(chain, around) {
    let isSooner = false;
    const tally = new ReconnectTally(chain, ({ stream, join }) => {
      const { delay, due, dueBy } = join;
      const { request } = stream.facts;
      if (delay === null || due === null || !request) return null;
      const native = request.via === 'eventsource';
      const isFar = native
        ? delay > due * 2 + SLACK && !around.disturbed(request.at - delay, request.at)
        : delay < due / 2 && due - delay > SLACK;
      if (!isFar) return null;
      isSooner ||= delay < due;
      const asked =
        dueBy === 'retry' ? `“retry” asked for ${duration(due)}` : `the default is ${duration(due)}`;
      return {
        events: 1,
        text: `after ${duration(delay)}; ${asked}`,
        event: null,
        ms: Math.abs(delay - due),
      };
    });
    return {
      ended: tally.ended,
      report() {
        const report = tally.report(
          ({ reconnects, firstText, longestMs }) =>
            `${plural(reconnects, 'reconnect')} came sooner or later than asked for, by up to ${duration(longestMs)}; first: ${firstText}.`,
        );
        return report && report.count >= FEW ? { ...report, severity: isSooner ? 'warning' : 'note' } : null;
      },
    };
  },
} satisfies ChainRule;
