import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/comcode-org/hackmud_chat_web/issues/64',
  reported:
    'A chat polls every 1.2 s, and most of its requests are answered 429. What the server allows is not known.',
  needed: 'The row: how many of how many were refused with 429, asked how often, and what Retry-After says.',
  answer({ response, nth }) {
    if (nth === 1 || nth === 5) json(response, { ok: true, chats: { me: [{ id: nth }] } });
    else {
      response.setHeader('retry-after', '3');
      json(response, { ok: false, msg: 'slow down' }, 429);
    }
  },
  async page() {
    for (let round = 0; round < 10; round++) {
      const body = JSON.stringify({ chat_token: 'a9Gk2', usernames: ['me'], after: 1494600000 });
      fetch('/mobile/chats.json', { method: 'POST', body }).then((response) => response.json());
      await new Promise((done) => setTimeout(done, 600));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 10, status: 429, failing: true, events: 2 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/429/, /Retry-After/i],
    },
  ],
  requests: [],
} satisfies FieldCase;
