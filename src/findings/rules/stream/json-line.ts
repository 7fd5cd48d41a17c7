import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { readUnknown } from '../../toolkit/unknown-line.ts';
import { offsetOf } from '../../toolkit/words.ts';

export default {
  id: 'json-line',
  of: 'stream',
  title: 'JSON without a field name',
  severity: 'warning',
  why: 'A line without “data:” before it is read as a field name, and ignored: nothing of this JSON reaches the page. JSON that is printed over several lines needs “data:” on each.',
  fix: 'On the server, write “data: ” before each line of the JSON, or put the JSON on one line.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      line: {
        fields: [Field.Unknown],
        observe(line) {
          const read = readUnknown(stream, line);
          if (read.kind === 'json') tally.add(offsetOf(line), () => quoted(read.text));
        },
      },
      report: () =>
        tally.report(
          (count) =>
            `${plural(count, 'line')} of JSON ignored, without a “data:” before; first: ${tally.firstText}.`,
        ),
    };
  },
} satisfies StreamRule;
