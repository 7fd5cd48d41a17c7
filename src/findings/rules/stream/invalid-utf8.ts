import { count } from '../../../format/numbers.ts';
import type { StreamRule } from '../../rule.ts';
import { atOffset } from '../../toolkit/tally.ts';

export default {
  id: 'invalid-utf8',
  of: 'stream',
  needs: ['bytes'],
  title: 'Not valid UTF-8',
  severity: 'warning',
  why: '“Event streams … must always be encoded as UTF-8.” The browser puts U+FFFD (�) in the place of what is not, and says nothing.',
  fix: 'On the server, encode the text as UTF-8; send bytes that are no text as base64. Do not cut texts by bytes.',
  source: 'WHATWG HTML 9.2.5, Parsing an event stream',
  begin(stream) {
    return {
      report() {
        const offset = stream.invalidUtf8;
        if (offset === null) return null;
        const { chunks, bytes } = stream.tape;
        const last = Math.max(0, bytes.length - 1);
        const chunk = chunks.holding(Math.min(offset, last));
        const end = stream.tape.keptEnd(chunk);
        const at = atOffset(stream, offset);
        return {
          statement: `Bytes that are no UTF-8, first in chunk ${count(chunk + 1)}.`,
          count: 1,
          evidence: [
            {
              kind: 'bytes',
              connection: stream.id,
              start: Math.min(offset, last),
              end,
              text: `chunk ${count(chunk + 1)}`,
            },
          ],
          since: at,
          at,
        };
      },
    };
  },
} satisfies StreamRule;
