import { plural } from '../../../format/numbers.ts';
import type { PiecesRule } from '../../rule.ts';
import { cutRecord, endOfBody, endReport } from '../../toolkit/pieces/records.ts';

/** What the page stopped, or went with its page, is no fault. Arrays and multipart bodies have rules of their own for their end. */
const OWN_END = new Set(['json-array', 'multipart']);

export default {
  id: 'pieces-cut',
  of: 'pieces',
  needs: ['body-end', 'records'],
  title: 'Response that broke off',
  severity: 'error',
  why: 'What the server had begun to send is lost, and so is what it meant to send after it. A reader that parses each record throws at the last one, or drops it without a word.',
  fix: 'On the server, look at its log for that time: an exception while the body is written, a time limit or a restart ends it so. On the proxy, look at its time-outs. On the page, take a record that is not whole for an error, and ask again.',
  source: 'RFC 9112, section 8, Handling Incomplete Messages; NDJSON specification 1.0.0, section 3.1',
  begin(pieces) {
    return {
      report() {
        const how = endOfBody(pieces);
        const { end } = pieces.facts;
        const { noun } = pieces.framing;
        const cut = cutRecord(pieces);
        if (how === 'failed') {
          const why = end?.error ? `: ${end.error}` : '; the browser gave no reason';
          const within = cut ? ` Its last ${noun.one} is not whole.` : '';
          return endReport(pieces, cut, `It failed before its end${why}.${within}`);
        }
        if (how === null || !cut || OWN_END.has(pieces.framing.id)) return null;
        const [start, stop] = cut.segment.reader.range(cut.record);
        return endReport(
          pieces,
          cut,
          `The server ended it ${plural(stop - start, 'byte')} into its last ${noun.one}, which is not whole.`,
        );
      },
    };
  },
} satisfies PiecesRule;
