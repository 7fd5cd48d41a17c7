import { howEnded, RowKind } from '../../../channels/index.ts';
import { Outcome } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';

/** What the page closed in the middle, or may have, or a gap in the capture cut off, is no fault. */
export default {
  id: 'lost-at-end',
  of: 'stream',
  needs: ['bytes'],
  title: 'Last message lost for want of a blank line',
  severity: 'error',
  why: '“Once the end of the file is reached, any pending data must be discarded”: the last message never went out, and a reconnect does not bring it back.',
  fix: 'On the server, end the last message with a blank line, and flush it, before closing the stream. Where the connection broke, send IDs, and resume after Last-Event-ID.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      row({ key, kind, ref }) {
        if (kind !== RowKind.Discarded) return;
        const segment = stream.segmentOfRow(key);
        if (!segment || segment !== stream.segment || !segment.reader.pending) return;
        if (segment.reader.blockOutcome(ref) !== Outcome.Lost) return;
        const offset = segment.base + segment.reader.lineStart(segment.reader.blockFirstLine(ref));
        tally.add(offset, () => 'what was lost');
      },
      report() {
        const { end } = stream.facts;
        const how = howEnded(stream.facts, stream.tape.chunks.total);
        if (
          !end ||
          end.inferred ||
          how === 'undecided' ||
          (how === 'cancelled' && !end.serviceWorker) ||
          stream.facts.gaps.some((gap) => gap.at >= end.at)
        )
          return null;
        const what = how === 'complete' ? 'The server ended the stream' : 'The connection broke';
        return tally.report(() => `${what} before the blank line: the last message was discarded.`);
      },
    };
  },
} satisfies StreamRule;
