import { count } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally } from '../../toolkit/cycles.ts';

export default {
  id: 'poll-truncated',
  of: 'poll',
  needs: ['responses'],
  title: 'Truncated answer',
  severity: 'warning',
  why: 'The page gets an error and none of the text, though part of it came. Unless it asks again with the same cursor, and the server still has the messages, they are lost.',
  fix: 'On the server, send the Content-Length that holds, or end the chunked body; look for a crash while it answers. On the proxy, look for a limit of size or time. On the client, move the cursor on only when the answer was read.',
  source: 'RFC 9112, section 8, Handling Incomplete Messages',
  begin() {
    const cut = new CycleTally();
    let over = 0;
    let latest = '';
    return {
      cycle(cycle) {
        over++;
        const { outcome, why } = cycle.exchange.judgeOutcome();
        if (outcome !== 'truncated') return;
        latest = why;
        cut.add(cycle, `${count(cycle.exchange.tape.chunks.total)} bytes`);
      },
      report: () =>
        cut.report(
          `${count(cut.count)} of ${count(over)} answers broke off; the latest: ${quoted(latest, 200)}`,
        ),
    };
  },
} satisfies PollRule;
