import { RowKind } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { blockRange } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';

/** Chunks over which one small event is spread, and events that make it a habit. */
const CHUNKS = 4;
const HABIT = 3;
/** Bytes of a chunk below which a write can hardly have been worth its cost. */
const TINY = 64;

export default {
  id: 'tiny-chunks',
  of: 'stream',
  needs: ['bytes'],
  title: 'Messages written in crumbs',
  severity: 'note',
  why: 'Each write costs a system call, a packet and a wake-up of the page, and the message goes out with the last of them only.',
  fix: 'On the server, put the message together first, then write and flush it once.',
  source: 'RFC 9112, section 7.1, Chunked Transfer Coding',
  begin(stream) {
    const tally = new Tally(stream);
    let chunks = 0;
    let max = 0;
    return {
      row({ key, kind, ref }) {
        if (kind !== RowKind.Event) return;
        // The chunk that this row ends in is counted after it; those since the event before may hold comments.
        const since = chunks + 1;
        chunks = 0;
        if (since < CHUNKS) return;
        const segment = stream.segmentOfRow(key);
        if (!segment) return;
        const [start, end] = blockRange(segment.reader, ref);
        const { chunks: table } = stream.tape;
        const over = table.holding(segment.base + end - 1) - table.holding(segment.base + start) + 1;
        if (over < CHUNKS) return;
        if ((end - start) / over > TINY) return;
        max = Math.max(max, over);
        tally.add(segment.base + start, () => `over ${over} chunks`);
      },
      chunk() {
        chunks++;
      },
      report: () =>
        tally.count < HABIT
          ? null
          : tally.report(
              (count) => `${plural(count, 'event')} came in ${CHUNKS} chunks or more; at most in ${max}.`,
            ),
    };
  },
} satisfies StreamRule;
