import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { offsetOf, textOf } from '../../toolkit/words.ts';

/** "If the field value does not contain U+0000 NULL, then set the last event ID buffer … Otherwise, ignore the field." */
export default {
  id: 'nul-in-id',
  of: 'stream',
  needs: ['bytes'],
  title: 'NUL in an ID',
  severity: 'warning',
  why: 'An id line that holds a NUL character is ignored as a whole: the ID before it stays in force, and a reconnect asks for the wrong place.',
  fix: 'On the server, write IDs as printable text, in hexadecimal or base64 where they are bytes.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      line: {
        fields: [Field.Id],
        observe(line) {
          if (!line.segment.reader.lineCounts(line.line))
            tally.add(offsetOf(line), () => quoted(textOf(stream, line)));
        },
      },
      report: () =>
        tally.report(
          (count) => `${plural(count, 'id line')} ignored for a NUL character; first: ${tally.firstText}.`,
        ),
    };
  },
} satisfies StreamRule;
