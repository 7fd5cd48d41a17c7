import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { readUnknown } from '../../toolkit/unknown-line.ts';
import { offsetOf } from '../../toolkit/words.ts';

export default {
  id: 'misspelt-field',
  of: 'stream',
  needs: ['bytes'],
  title: 'Field name in the wrong case or with a space',
  severity: 'warning',
  why: 'Field names are compared letter by letter: “Data:”, “ data:” and “data :” are names that no browser knows, and the whole line is ignored.',
  fix: 'On the server, write the name in lower case, with no space before it or before the colon. One space after the colon is allowed, and dropped.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      line: {
        fields: [Field.Unknown],
        observe(line) {
          const read = readUnknown(stream, line);
          if (read.kind === 'misspelt')
            tally.add(offsetOf(line), () => `${quoted(read.written)} is not ${quoted(read.meant)}`);
        },
      },
      report: () =>
        tally.report(
          (count) =>
            `${plural(count, 'line')} ignored for the spelling of the field name; first: ${tally.firstText}.`,
        ),
    };
  },
} satisfies StreamRule;
