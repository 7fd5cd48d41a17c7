import { RecordState } from '../../../framing/index.ts';
import type { PiecesRule } from '../../rule.ts';
import { cutRecord, endOfBody, endReport, isJsonType } from '../../toolkit/pieces/records.ts';

/** A text that only looks like an array need not end as one. */
export default {
  id: 'pieces-array-open',
  of: 'pieces',
  needs: ['array-body', 'body-end', 'records'],
  title: 'JSON array that was never closed',
  severity: 'error',
  why: 'The whole is no JSON: response.json() throws, though its elements came. A reader of elements cannot see whether more were meant to come.',
  fix: 'On the server, write the “]” in every case, after an error too, and look at its log for that time. Or send JSON lines (application/x-ndjson): each line is whole by itself.',
  source: 'RFC 8259, section 5, Arrays',
  begin(pieces) {
    return {
      report() {
        if (pieces.framing.id !== 'json-array') return null;
        const cut = cutRecord(pieces);
        if (endOfBody(pieces) !== 'complete' || !cut || !isJsonType(pieces)) return null;
        const within = cut.state === RecordState.Cut ? 'within an element' : 'behind an element';
        return endReport(
          pieces,
          cut,
          `The server ended it ${within}, without the “]” that closes the array.`,
        );
      },
    };
  },
} satisfies PiecesRule;
