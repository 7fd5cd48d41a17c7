import type { HealthyPage } from '../page.ts';
import { urlOf } from '../serving.ts';

/** How long a request is held, milliseconds. */
const HOLD = 2300;

export default {
  source: 'https://www.rfc-editor.org/rfc/rfc6202#section-2',
  does: 'Long polling by scripts, for pages of other origins (JSONP): each script calls a function of the page, which asks for the next.',
  serve: () => ({
    async answer(call) {
      const { searchParams } = urlOf(call);
      await call.pause(HOLD);
      const since = Date.now();
      call.response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
        .end(`${searchParams.get('callback')}({"since":${since},"text":"news"});`);
    },
  }),
  page() {
    const ask = (since: number) => {
      const script = document.createElement('script');
      const name = `jsonp${since}`;
      Object.assign(window, {
        [name]: (answer: { since: number }) => {
          script.remove();
          ask(answer.since);
        },
      });
      script.src = `/updates?since=${since}&callback=${name}`;
      document.head.append(script);
    };
    // What a page asks for before it is loaded delays that.
    addEventListener('load', () => setTimeout(ask, 100, 0));
  },
  seconds: 12,
  rows: [{ kind: 'long poll', transport: ['poll'], url: /updates/ }],
} satisfies HealthyPage;
