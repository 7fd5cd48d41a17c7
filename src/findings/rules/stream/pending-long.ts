import { RowKind } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count, plural } from '../../../format/numbers.ts';
import type { StreamRule } from '../../rule.ts';
import { silentUntil } from '../../toolkit/busy.ts';
import { atOffset, Tally } from '../../toolkit/tally.ts';

/** Milliseconds that a message may take to come whole. */
const LONG = 5000;
/** Lines of a message that goes on for so long, from which its blank line is missed. */
const MIN_LINES = 3;

export default {
  id: 'pending-long',
  of: 'stream',
  needs: ['bytes'],
  title: 'Message waits for its blank line',
  severity: 'warning',
  why: 'A message goes out at its blank line, not before. Until then the page has nothing of it.',
  fix: 'On the server, write a message and its blank line in one go, and flush. Look for a missing second line end (“data: x” and one line end is half a message), and for a template or proxy that trims it.',
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
          const offset = segment.base + open.start;
          const since = atOffset(stream, offset);
          const calm = around.calmSince(since, now);
          // A thread that is busy may not have read the blank line that is there.
          const until = silentUntil(stream, stream.lastByteAt, now);
          const waited = until - Math.max(since, calm);
          const quiet = until - Math.max(stream.lastByteAt, calm);
          const lines = segment.reader.lineCount - open.firstLine;
          // A single line that comes slowly may be a large one.
          if (quiet > LONG || (waited > LONG && lines >= MIN_LINES)) {
            return {
              statement: `A message has waited ${duration(until - since)} for its blank line, and ${
                quiet > LONG
                  ? `nothing has come for ${duration(quiet)}`
                  : `the server goes on writing: ${plural(lines, 'line')} so far, each of them part of the same message`
              }.`,
              count: 1 + late.count,
              evidence: [{ kind: 'row', connection: stream.id, offset, text: 'what waits' }],
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
