import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

export default {
  id: 'cors-refused',
  of: 'stream',
  title: 'Blocked by the browser',
  severity: 'error',
  why: 'The page may not read the answer, whatever the server wrote. An EventSource is closed and does not try again; the page learns no reason.',
  fix: 'On the server, send “Access-Control-Allow-Origin” with the page’s origin, and “Access-Control-Allow-Credentials: true” where cookies are sent (withCredentials); then * will not do. Error answers need these headers too.',
  source: 'WHATWG Fetch, CORS protocol; WHATWG HTML 9.2.3',
  begin(stream) {
    return {
      report() {
        const { request, end } = stream.facts;
        if (!end?.blocked) return null;
        const asked = request?.url && URL.canParse(request.url) ? ` from ${new URL(request.url).origin}` : '';
        return connectionReport(stream, end.at, `The browser blocked the answer${asked}: ${end.blocked}.`);
      },
    };
  },
} satisfies StreamRule;
