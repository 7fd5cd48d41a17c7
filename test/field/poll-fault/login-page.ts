import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/jmpsec/osctrl/issues/138',
  reported:
    'A console that is left open polls on after its session has run out. Each answer is a redirect to the login page, and nobody sees it.',
  needed:
    'Since then no data: each answer is a redirect to a page of HTML where JSON was before, and what that page says.',
  answer({ response, path, nth }) {
    if (path.startsWith('/login')) {
      const page = '<!doctype html><title>Sign in</title><form><input name=user><input type=password></form>';
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    } else if (nth <= 4) json(response, { data: [{ uuid: 'a1', seen: nth }] });
    else response.writeHead(302, { location: '/login?next=/json/nodes' }).end();
  },
  async page() {
    for (let round = 0; round < 9; round++) {
      await fetch('/json/nodes').then((response) => response.text());
      await new Promise((done) => setTimeout(done, 350));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 9, events: 4 },
      state: 'open',
      findings: ['error poll-fault'],
      says: [/redirect/, /Sign in/, /session/],
    },
  ],
  requests: [],
} satisfies FieldCase;
