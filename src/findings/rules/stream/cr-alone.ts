import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field, Terminator } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { offsetOf, textOf } from '../../toolkit/words.ts';

export default {
  id: 'cr-alone',
  of: 'stream',
  needs: ['bytes'],
  title: 'Lines that end in a carriage return alone',
  severity: 'note',
  why: 'The standard allows it, but many clients other than browsers split at line feeds only, and join such lines. A carriage return within data ends the line there, and the rest is read as a field of its own: text of a user can forge one.',
  fix: 'On the server, end lines with a line feed, and write “data:” anew after each line end within the data, a carriage return included.',
  source: 'WHATWG HTML 9.2.5, Parsing an event stream',
  begin(stream) {
    const all = new Tally(stream);
    // The line after it ends in LF: then the carriage return stood within data, and who wrote it meant no line end.
    const cuts = new Tally(stream);
    let isAfterData = false;
    return {
      line: {
        fields: Object.values(Field),
        observe(line) {
          const isCr = line.segment.reader.lineTerminator(line.line) === Terminator.Cr;
          if (isCr) all.add(offsetOf(line), () => 'line ended by CR');
          else if (isAfterData && line.field !== Field.Blank)
            cuts.add(offsetOf(line), () => quoted(textOf(stream, line)));
          isAfterData = isCr && line.field === Field.Data;
        },
      },
      report() {
        const cut = cuts.report(
          (count) =>
            `${plural(count, 'line')} of data ended in CR alone, though the next ends in LF: the data was cut there, and what follows was read as a field: ${cuts.firstText}.`,
        );
        if (cut) return { ...cut, severity: 'warning' };
        return all.report((count) => `${plural(count, 'line')} ended in CR without LF.`);
      },
    };
  },
} satisfies StreamRule;
