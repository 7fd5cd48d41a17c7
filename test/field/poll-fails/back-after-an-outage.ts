import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/odoo/odoo/pull/30136',
  reported:
    'When the server is down each tab asks every two seconds until it is back. With many tabs that is a load of its own.',
  needed:
    'The outage: from when to when, how many requests failed in it, how often. Now it is over: no alarm any more.',
  answer({ request, response, nth }) {
    if (nth > 2 && nth < 10) request.socket.destroy();
    else json(response, { jsonrpc: '2.0', id: nth, result: [] });
  },
  async page() {
    for (let round = 0; round < 13; round++) {
      const body = JSON.stringify({
        jsonrpc: '2.0',
        method: 'call',
        params: { model: 'bus', method: 'poll' },
        id: 7,
      });
      fetch('/web/call', { method: 'POST', body }).then(
        (response) => response.json(),
        () => {},
      );
      await new Promise((done) => setTimeout(done, 500));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 13, status: 200 },
      state: 'open',
      findings: [],
      says: [/\d of 13 requests failed/, /answered again/],
    },
  ],
  requests: [],
} satisfies FieldCase;
