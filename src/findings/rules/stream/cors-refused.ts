import { blockedCause } from '../../../channels/index.ts';
import { headerValue } from '../../../format/headers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** One finding for all causes, each with its own words and its own remedy (`channels/connection/blocked.ts`). */
export default {
  id: 'cors-refused',
  of: 'stream',
  isRefusal: true,
  needs: ['outcome'],
  title: 'Blocked by the browser',
  severity: 'error',
  why: 'The page gets nothing of it, whatever the server wrote. An EventSource is closed and does not try again; the page learns no reason.',
  fix: 'Look for the browser’s name of the cause in its console. Of a server’s response it is mostly a missing “Access-Control-Allow-Origin”.',
  source: 'WHATWG Fetch, CORS protocol; WHATWG HTML 9.2.3; W3C Content Security Policy Level 3, connect-src',
  begin(stream) {
    return {
      report() {
        const { request, sent, end } = stream.facts;
        if (!end?.blocked) return null;
        const { blocked, blockedParameter } = end;
        const cause = blockedCause(blocked, blockedParameter);
        const at = request?.url && URL.canParse(request.url) ? ` ${new URL(request.url).origin}` : '';
        const what = cause && cause.at !== 'response' ? `the request to${at}` : `the answer from${at}`;
        const subject = at === '' ? what.replace(/ (to|from)$/, '') : what;
        const origin = headerValue([...(sent?.headers ?? []), ...(request?.headers ?? [])], 'origin');
        const own = cause?.at === 'policy' || !origin ? '' : ` The page’s origin is ${quoted(origin, 100)}.`;
        return cause
          ? connectionReport(
              stream,
              end.at,
              `The browser blocked ${subject}: ${cause.words} (${blocked}).${own}`,
              {
                fix: cause.remedy,
              },
            )
          : connectionReport(stream, end.at, `The browser blocked ${subject}: ${blocked}.`);
      },
    };
  },
} satisfies StreamRule;
