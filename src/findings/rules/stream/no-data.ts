import { RowKind } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { Outcome } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';

/** A block that names a type was meant as an event. One that sets only `retry` or `id` is in order. */
export default {
  id: 'no-data',
  of: 'stream',
  needs: ['bytes'],
  title: 'Named event without data, never dispatched',
  severity: 'warning',
  why: 'A message without a data line dispatches nothing, whatever type it names: no listener is called.',
  fix: 'On the server, add a data line, an empty one will do: “data:”.',
  source: 'WHATWG HTML 9.2.6, dispatch the event',
  begin(stream) {
    const tally = new Tally(stream);
    return {
      row({ key, kind, ref }) {
        if (kind !== RowKind.Discarded) return;
        const segment = stream.segmentOfRow(key);
        if (!segment || segment.reader.blockOutcome(ref) !== Outcome.NoData) return;
        if (segment.reader.blockTypeLine(ref) < 0) return;
        const offset = segment.base + segment.reader.lineStart(segment.reader.blockFirstLine(ref));
        tally.add(offset, () => 'message without data');
      },
      report: () =>
        tally.report(
          (count) =>
            `${plural(count, 'message names a type but has', 'messages name a type but have')} no data line: never dispatched.`,
        ),
    };
  },
} satisfies StreamRule;
