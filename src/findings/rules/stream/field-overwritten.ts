import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { offsetOf, textOf } from '../../toolkit/words.ts';

/** "If the field name is "event": Set the event type buffer to field value": the last line wins, silently. */
export default {
  id: 'field-overwritten',
  of: 'stream',
  needs: ['bytes'],
  title: 'Type or ID overwritten within a message',
  severity: 'warning',
  why: 'Of several “event” or “id” lines in one message only the last counts; data lines are joined. Most often the blank line between two messages is missing, and two messages became one.',
  fix: 'On the server, end every message with a blank line (two line ends), and write its “event” and “id” once.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    let hasType = false;
    let hasId = false;
    let within: unknown = null;
    return {
      line: {
        fields: [Field.Event, Field.Id, Field.Blank],
        observe(line) {
          // After a gap in the capture another block is open.
          if (line.field === Field.Blank || line.segment !== within) {
            within = line.segment;
            hasType = false;
            hasId = false;
          }
          if (line.field === Field.Blank) return;
          const again = line.field === Field.Event ? hasType : hasId;
          if (line.field === Field.Event) hasType = true;
          else hasId = true;
          if (again)
            tally.add(offsetOf(line), () => `${quoted(textOf(stream, line))} replaces an earlier line`);
        },
      },
      report: () =>
        tally.report(
          (count) =>
            `${plural(count, 'line')} replaced an “event” or “id” line of the same message; first: ${tally.firstText}.`,
        ),
    };
  },
} satisfies StreamRule;
