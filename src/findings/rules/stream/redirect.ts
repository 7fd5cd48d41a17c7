import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

export default {
  id: 'redirect',
  of: 'stream',
  needs: ['opening', 'event-stream'],
  title: 'Redirected',
  severity: 'note',
  why: 'Where a reconnect goes differs: Chromium asks the final address again, Firefox only after 301 and 308. A check or a session at the first address may be left out.',
  fix: 'On the page, ask for the final address. On the server, let both addresses answer a reconnect.',
  source: 'WHATWG HTML 9.2.3, Processing model; measured on Chromium and Firefox',
  begin(stream) {
    return {
      report() {
        const { redirects } = stream.facts;
        const last = redirects.at(-1);
        if (!last) return null;
        return connectionReport(
          stream,
          last.at,
          `${plural(redirects.length, 'redirect')} (${last.status}) to ${quoted(last.url, 120)}; Chromium will reconnect there.`,
          { count: redirects.length },
        );
      },
    };
  },
} satisfies StreamRule;
