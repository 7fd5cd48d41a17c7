import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { readUnknown } from '../../toolkit/unknown-line.ts';
import { offsetOf } from '../../toolkit/words.ts';

export default {
  id: 'unknown-field',
  of: 'stream',
  needs: ['bytes'],
  title: 'Unknown field',
  severity: 'note',
  why: 'Only data, event, id and retry are known. Every other line is ignored: nothing of it reaches the page.',
  fix: 'On the server, send the value as data, or as a comment (“: text”) where it is only for people to read. A line that belongs to the data needs “data:” before it.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      line: {
        fields: [Field.Unknown],
        observe(line) {
          const read = readUnknown(stream, line);
          if (read.kind === 'unknown') tally.add(offsetOf(line), () => quoted(read.name));
        },
      },
      report: () =>
        tally.report(
          (count) =>
            `${plural(count, 'line')} ignored, whose field name no browser knows; first: ${tally.firstText}.`,
        ),
    };
  },
} satisfies StreamRule;
