import { plural } from '../../../format/numbers.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { readUnknown } from '../../toolkit/unknown-line.ts';
import { offsetOf } from '../../toolkit/words.ts';

export default {
  id: 'bom-inside',
  of: 'stream',
  needs: ['bytes'],
  title: 'Byte order mark within the stream',
  severity: 'warning',
  why: 'Only one byte order mark, at the very start, is dropped. A later one is part of the field name behind it, which no browser then knows: the line is ignored.',
  fix: 'On the server, do not write files or messages that begin with a byte order mark into the stream; encode as UTF-8 without one.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      line: {
        fields: [Field.Unknown],
        observe(line) {
          const read = readUnknown(stream, line);
          if (read.kind === 'bom') tally.add(offsetOf(line), () => 'line with a byte order mark');
        },
      },
      report: () =>
        tally.report(
          (count) => `${plural(count, 'line')} ignored for a byte order mark before the field name.`,
        ),
    };
  },
} satisfies StreamRule;
