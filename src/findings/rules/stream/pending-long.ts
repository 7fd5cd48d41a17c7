import { RowKind } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import type { StreamRule } from '../../rule.ts';
import { silentUntil } from '../../toolkit/busy.ts';
import { atOffset, Tally } from '../../toolkit/tally.ts';

/** Milliseconds that a message may take to come whole. */
const LONG = 5000;

export default {
  id: 'pending-long',
  of: 'stream',
  title: 'Message waits for its blank line',
  severity: 'warning',
  why: 'A message goes out at its blank line, not before. Until then the page has nothing of it.',
  fix: 'On the server, write a message and its blank line in one go, and flush. Look for a missing second line end, and for a template or proxy that trims it.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream, around) {
    const late = new Tally(stream);
    let longest = 0;
    let previous = 0;
    return {
      row({ key, kind, ref, at }) {
        if (kind !== RowKind.Event) return;
        // What came since the row before it in the same chunk took no time; only the first row of a chunk can be late.
        const wasAt = previous;
        previous = at;
        if (at - wasAt <= LONG) return;
        const segment = stream.segmentOfRow(key);
        if (!segment) return;
        const offset = segment.base + segment.reader.lineStart(segment.reader.blockFirstLine(ref));
        const took = at - atOffset(stream, offset);
        const since = at - took;
        if (silentUntil(stream, since, at) - since <= LONG || around.disturbed(since, at)) return;
        longest = Math.max(longest, took);
        late.add(offset, () => `took ${duration(took)}`);
      },
      report(now) {
        const { segment, facts } = stream;
        const open = segment && !facts.end && facts.suspendedAt === null ? segment.reader.open : null;
        if (segment?.reader.pending && open && stream.lastByteAt !== null) {
          const since = atOffset(stream, segment.base + open.start);
          const quiet = silentUntil(stream, stream.lastByteAt, now) - stream.lastByteAt;
          if (quiet > LONG && !around.disturbed(since, now)) {
            return {
              statement: `A message has waited ${duration(now - since)} for its blank line, and nothing has come for ${duration(quiet)}.`,
              count: 1 + late.count,
              evidence: [
                { kind: 'row', connection: stream.id, offset: segment.base + open.start, text: 'what waits' },
              ],
              since,
              at: now,
              ongoing: true,
            };
          }
        }
        return late.report((of) =>
          of === 1
            ? `A message took ${duration(longest)} from its first byte to its blank line.`
            : `${count(of)} messages took up to ${duration(longest)} from their first byte to their blank line.`,
        );
      },
    };
  },
} satisfies StreamRule;
