import { quoted } from '../../../format/quoted.ts';
import { EVENT_STREAM } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { headerReport } from '../../toolkit/once.ts';
import { headerOf } from '../../toolkit/words.ts';

export default {
  id: 'cacheable',
  of: 'stream',
  needs: ['event-stream', 'response', 'request'],
  title: 'Stream that may be cached',
  severity: 'note',
  why: 'Without Cache-Control a proxy may store the answer, hold it back until it is whole, and give an old one to the next client.',
  fix: 'On the server, send “Cache-Control: no-store” (or no-cache).',
  source: 'RFC 9111, sections 3 and 5.2.2; WHATWG HTML 9.2.1 (examples)',
  begin(stream) {
    return {
      report() {
        const { request, response } = stream.facts;
        if (request?.method !== 'GET' || response?.status !== 200) return null;
        if (response.mimeType !== EVENT_STREAM || response.fromServiceWorker) return null;
        const control = headerOf(stream, 'cache-control');
        if (control && /\bno-store\b|\bno-cache\b|\bprivate\b|\bmax-age\s*=\s*0\b/i.test(control))
          return null;
        return headerReport(
          stream,
          response.at,
          'cache-control',
          control === null
            ? 'The answer has no Cache-Control header.'
            : `The answer says Cache-Control: ${quoted(control, 80)}.`,
        );
      },
    };
  },
} satisfies StreamRule;
