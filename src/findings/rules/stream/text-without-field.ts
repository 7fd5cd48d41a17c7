import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { eventsOf } from '../../toolkit/reconnects.ts';
import { Tally } from '../../toolkit/tally.ts';
import { isErrorText } from '../../toolkit/text/error-text.ts';
import { readUnknown } from '../../toolkit/unknown-line.ts';
import { offsetOf } from '../../toolkit/words.ts';

/** Bytes in which a server's error is looked for, and characters of it that are quoted. */
const LOOKED_AT = 4000;
const WORDS = 200;

const LINE_END = /\r\n|\r|\n/;
const BLANK_LINE = /(?:\r\n){2}|\r{2}|\n{2}/;

/** JSON that is a server's error is told as that. */
export default {
  id: 'text-without-field',
  of: 'stream',
  needs: ['bytes'],
  title: 'Text without a field name',
  severity: 'warning',
  why: 'A line without “data:” before it is read as a field name, and ignored: nothing of this text reaches the page, be it JSON, HTML or prose. Data of several lines needs “data:” on each; an empty line within it ends the message.',
  fix: 'On the server, split the data at its line ends (CR, LF, CRLF) and write “data: ” before each line, or encode it as JSON on one line.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    /** Where the first text begins that may be JSON. */
    let first: number | null = null;
    let error: string | null = null;

    /** The server's error, where the text is one. It may still be coming. */
    function errorOf(): string | null {
      if (error !== null || first === null) return error;
      const { bytes } = stream.tape;
      const found = bytes.peek(first, Math.min(bytes.length, first + LOOKED_AT));
      const text = found ? (new TextDecoder().decode(found).split(BLANK_LINE, 1)[0] ?? '').trim() : '';
      const isAlone = eventsOf(stream) === 0 && tally.count === text.split(LINE_END).length;
      if (isErrorText(text, isAlone)) error = text.replace(/\s+/g, ' ');
      return error;
    }

    return {
      line: {
        fields: [Field.Unknown],
        observe(line) {
          const read = readUnknown(stream, line);
          if (read.kind !== 'text') return;
          if (read.text.startsWith('{')) first ??= offsetOf(line);
          tally.add(offsetOf(line), () => quoted(read.text));
        },
      },
      report() {
        const report = tally.report(
          (count) =>
            `${plural(count, 'line')} of text ignored, without a “data:” before; first: ${tally.firstText}.`,
        );
        const words = report && errorOf();
        return words
          ? {
              ...report,
              statement: `The server wrote an error into the stream, without a “data:” before: the page gets nothing of it. It says ${quoted(words, WORDS)}.`,
              severity: 'error' as const,
              fix: 'Look at that error, and at the server’s log. On the server, answer with the status of the error, before the stream begins; or send it as an event, with “data: ” before it. To a browser the response is a success, and an EventSource asks again.',
            }
          : report;
      },
    };
  },
} satisfies StreamRule;
