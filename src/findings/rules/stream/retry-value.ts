import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { offsetOf, textOf } from '../../toolkit/words.ts';

const DAY = 86_400_000;

/** "If the field value consists of only ASCII digits … Otherwise, ignore the field." */
export default {
  id: 'retry-value',
  of: 'stream',
  needs: ['bytes'],
  title: 'Reconnection time that is invalid, zero or over a day',
  severity: 'warning',
  why: '“retry” is a whole number of milliseconds in digits only; anything else is ignored and the browser’s default holds. Zero makes every client come back at once, all together; more than a day makes none come back.',
  fix: 'On the server, send milliseconds without a unit, fraction or sign, such as “retry: 5000”.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      line: {
        fields: [Field.Retry],
        observe(line) {
          const text = textOf(stream, line, 40);
          const value = Number(text.slice('retry:'.length));
          const fault = !line.segment.reader.lineCounts(line.line)
            ? 'ignored, not a number in digits'
            : value === 0
              ? 'at once'
              : value > DAY
                ? 'more than a day'
                : null;
          if (fault) tally.add(offsetOf(line), () => `${quoted(text)}: ${fault}`);
        },
      },
      report: () =>
        tally.report(
          (count) => `${plural(count, 'retry line')} of doubtful value; first: ${tally.firstText}.`,
        ),
    };
  },
} satisfies StreamRule;
