import type { EventStream } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import { firstNotBefore, largest } from '../../../tape/index.ts';
import type { StreamRule } from '../../rule.ts';
import { busyTimes } from '../../toolkit/busy.ts';
import { firstAndLast } from '../../toolkit/evidence.ts';

/** A shorter time without a response from the thread is not reported, milliseconds. */
const LONG = 1000;

const WORKERS = new Set(['worker', 'shared-worker', 'service-worker']);

/** A state of its own, and no alarm: what the other rules would make of it is left out there. */
export default {
  id: 'page-busy',
  of: 'stream',
  needs: ['thread'],
  title: 'Page busy',
  severity: 'note',
  why: 'A thread that runs a script, or stands at a breakpoint or a dialog, reads nothing: what the server sends meanwhile reaches it late, as one chunk. Silence and bursts of that time are not the server’s.',
  fix: 'On the page, look for long tasks (Performance panel), and move them to a worker or cut them up. At a breakpoint there is nothing to do.',
  source: 'WHATWG HTML 8.1.7, Event loops; measured on Chromium',
  // It was probed up to a second after it had become busy: hence “at least”.
  begin: (stream) => ({
    report(now) {
      const times = busyTimes(stream).filter(({ from, to }) => Math.min(to, now) - from >= LONG);
      const last = times.at(-1);
      const first = times[0];
      if (!first || !last) return null;
      const isBusy = last.to > now;
      const whose = WORKERS.has(stream.facts.request?.context.kind ?? '') ? 'worker' : 'page';
      const longest = duration(largest(times.map(({ from, to }) => Math.min(to, now) - from)));
      const came = 'what came in that time arrived late, as one chunk';
      return {
        statement: isBusy
          ? `The ${whose}’s thread has not answered for ${duration(now - last.from)}: what comes now arrives late, as one chunk.`
          : times.length === 1
            ? `The ${whose}’s thread was busy for ${longest} at least: ${came}.`
            : `The ${whose}’s thread was busy ${plural(times.length, 'time')}, once for ${longest} at least: ${came}.`,
        count: times.length,
        evidence: firstAndLast(times).map(({ from, to }) => ({
          kind: 'span',
          connection: stream.id,
          offset: lastByteBefore(stream, from),
          from,
          to: Math.min(to, now),
          text: `no answer for ${duration(Math.min(to, now) - from)}`,
        })),
        since: first.from,
        at: Math.min(last.to, now),
        ongoing: isBusy,
      };
    },
  }),
} satisfies StreamRule;

/** Offset of the last byte that was read before; -1 where none was. */
function lastByteBefore({ tape: { chunks, bytes } }: EventStream, from: number): number {
  const next = firstNotBefore(0, chunks.count, (chunk) => chunks.at(chunk) <= from);
  return next < chunks.count ? chunks.start(next) - 1 : bytes.length - 1;
}
