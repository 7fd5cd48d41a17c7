import type { Exchange } from '../../../channels/index.ts';
import { combinedHeader, headerValue } from '../../../format/headers.ts';
import { count, plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally } from '../../toolkit/cycles.ts';

/** Requests in a row to the very same address. */
const HABIT = 3;

const UNCACHED = /\bno-store\b|\bno-cache\b|\bprivate\b|\bmax-age\s*=\s*0\b/i;
const FRESH = /\bs-maxage\s*=\s*[1-9]|\bmax-age\s*=\s*[1-9]|\bimmutable\b/i;

/** A playlist of HLS has such a time, shorter than it is reloaded by. */
const LIFETIME = /\b(?:s-maxage|max-age)\s*=\s*(\d+)/gi;

/** No cache has a response to a poll whose address changes with its cursor. A poll with an ETag is requested again. */
export default {
  id: 'poll-cacheable',
  of: 'poll',
  needs: ['responses'],
  title: 'Poll that may be cached',
  severity: 'note',
  why: 'A cache, that of the browser or one on the way, may answer in the server’s place with what it had stored before.',
  fix: 'On the server, send “Cache-Control: no-store”; or an ETag and “Cache-Control: no-cache”, so that 304 is the answer while nothing is new.',
  source: 'RFC 6202, sections 2.2 (Caching) and 5.6; RFC 9111, sections 3, 4.2.2 and 5.2.2',
  begin(loop) {
    const cacheable = new CycleTally();
    const cached = new CycleTally();
    let latest: string | null = null;
    let isFresh = false;
    let isValidated = false;
    return {
      anyCycle(cycle) {
        const { response, isFromCache } = cycle.exchange;
        if (!isFromCache || !response) return;
        latest = combinedHeader(response.headers, 'cache-control');
        cached.add(cycle);
      },
      cycle(cycle) {
        const { request, response } = cycle.exchange;
        if (response?.status === 304) isValidated = true;
        if (request.method !== 'GET' || response?.status !== 200 || response.fromServiceWorker) return;
        const before = loop.receiveBefore(cycle.index);
        if (!before || before.request.url !== request.url || asksAnew(cycle.exchange)) return;
        const control = combinedHeader(response.headers, 'cache-control');
        if (control !== null && UNCACHED.test(control)) return;
        if (headerValue(response.headers, 'etag') !== null) return;
        if (isStale(before, cycle.exchange)) return;
        latest = control;
        isFresh = control !== null && FRESH.test(control);
        cacheable.add(cycle);
      },
      report() {
        const says = latest === null ? 'no Cache-Control header' : `Cache-Control: ${quoted(latest, 80)}`;
        if (cached.count >= HABIT)
          return cached.report(
            `${count(cached.count)} of ${count(loop.endedCount)} answers came from the browser’s cache, with ${says}: the server was not asked.`,
            { severity: 'warning' },
          );
        if (isValidated || cacheable.count < HABIT) return null;
        return cacheable.report(
          `${plural(cacheable.count, 'answer')} to the very same address, with ${says}.`,
          isFresh ? { severity: 'warning' } : {},
        );
      },
    };
  },
} satisfies PollRule;

/** Whether a stored response said how long it is fresh, and that time was over when the page asked again. */
function isStale({ response, overAt }: Exchange, { request }: Exchange): boolean {
  if (!response || overAt === null) return false;
  const control = combinedHeader(response.headers, 'cache-control') ?? '';
  const seconds = [...control.matchAll(LIFETIME)].map(([, digits]) => Number(digits));
  return seconds.length > 0 && request.at - overAt >= Math.max(...seconds) * 1000;
}

/** Whether the request itself forbids a response from a cache. */
function asksAnew({ request, sent }: Exchange): boolean {
  const control =
    combinedHeader(sent.at(-1)?.headers ?? [], 'cache-control') ??
    combinedHeader(request.headers, 'cache-control');
  return control !== null && UNCACHED.test(control);
}
