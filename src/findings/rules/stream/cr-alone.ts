import { plural } from '../../../format/numbers.ts';
import { Field, Terminator } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { offsetOf } from '../../toolkit/words.ts';

export default {
  id: 'cr-alone',
  of: 'stream',
  title: 'Lines that end in a carriage return alone',
  severity: 'note',
  why: 'The standard allows it, but many clients other than browsers split at line feeds only, and join such lines. A carriage return within data ends the line there, and the rest is read as a field name.',
  fix: 'On the server, end lines with a line feed, and write “data:” anew after each line end within the data, a carriage return included.',
  source: 'WHATWG HTML 9.2.5, Parsing an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      line: {
        fields: Object.values(Field),
        observe(line) {
          if (line.segment.reader.lineTerminator(line.line) === Terminator.Cr)
            tally.add(offsetOf(line), () => 'line ended by CR');
        },
      },
      report: () => tally.report((count) => `${plural(count, 'line')} ended in CR without LF.`),
    };
  },
} satisfies StreamRule;
