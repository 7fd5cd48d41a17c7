import { RecordState } from '../../../framing/index.ts';
import type { PiecesRule } from '../../rule.ts';
import { cutRecord, endOfBody, endReport } from '../../toolkit/pieces/records.ts';

/** A body of parts that replace each other (multipart/x-mixed-replace) has no end by design. */
export default {
  id: 'pieces-boundary',
  of: 'pieces',
  needs: ['multipart-body', 'body-end', 'records'],
  title: 'Multipart body without its last boundary line',
  severity: 'error',
  why: 'A reader knows that a part is whole by the boundary line behind it. Without it the last part is not delivered, or as one that may be cut; without the last line, “--boundary--”, a reader cannot tell an end from a fault.',
  fix: 'On the server, end each part with CRLF and the boundary line, and the body with “--boundary--”. Name the boundary in Content-Type as it is in the body, in quotes where it has other characters than letters and digits.',
  source: 'RFC 2046, section 5.1.1, Common Syntax',
  begin(pieces) {
    return {
      report() {
        if (endOfBody(pieces) !== 'complete' || pieces.framing.id !== 'multipart') return null;
        const boundaryless = pieces.counts[RecordState.Broken] > 0;
        if (boundaryless) {
          return endReport(pieces, pieces.placeOf(0), 'No boundary line came that Content-Type names.');
        }
        const cut = cutRecord(pieces);
        if (!cut || pieces.facts.response?.mimeType === 'multipart/x-mixed-replace') return null;
        return cut.state === RecordState.Cut
          ? endReport(pieces, cut, 'The server ended it without a boundary line behind the last part.')
          : endReport(pieces, cut, 'The server ended it without the last boundary line.', {
              severity: 'warning',
            });
      },
    };
  },
} satisfies PiecesRule;
