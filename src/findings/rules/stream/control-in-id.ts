import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { bytesOf, offsetOf, textOf } from '../../toolkit/words.ts';

/** Ids looked into; after this many without a fault, the server's ids are known well enough. */
const MAX_IDS = 20_000;
/** Bytes of an id that are looked at. */
const MAX_BYTES = 200;

/** NUL has a rule of its own; a tab is allowed in a header. */
const isControl = (byte: number) => (byte < 0x20 && byte !== 0 && byte !== 0x09) || byte === 0x7f;

/** Measured on Chromium: an id with U+0001 or U+007F makes the reconnect fail for good, with no request. */
export default {
  id: 'control-in-id',
  of: 'stream',
  needs: ['bytes'],
  title: 'Control character in an ID',
  severity: 'error',
  why: 'The ID is sent back in the Last-Event-ID header, where control characters are not allowed: the reconnect fails for good, without a request.',
  fix: 'On the server, write IDs as printable text.',
  source: 'RFC 9110, section 5.5, field values; measured on Chromium',
  begin(stream) {
    const tally = new Tally(stream);
    let seen = 0;
    return {
      line: {
        fields: [Field.Id],
        observe(line) {
          if (++seen > MAX_IDS) return;
          if (!line.segment.reader.lineCounts(line.line)) return;
          // As bytes, since all but a few ids are sound: text would cost ten times as much.
          if (bytesOf(stream, line, MAX_BYTES).some(isControl))
            tally.add(offsetOf(line), () => quoted(textOf(stream, line, MAX_BYTES)));
        },
      },
      report: () =>
        tally.report(
          (count) =>
            `${plural(count, 'ID')} with a control character, which no reconnect can send back; first: ${tally.firstText}.`,
        ),
    };
  },
} satisfies StreamRule;
