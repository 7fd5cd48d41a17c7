import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/dunglas/mercure/issues/535',
  reported:
    'The first connection of a client that sets headers is fine. Its reconnect is refused: the preflight does not allow the header that resumes.',
  needed: 'The reconnect never left: the response to its preflight does not allow the header last-event-id.',
  async answer({ request, response, places, pause }) {
    const cors = { 'access-control-allow-origin': places.own };
    if (request.method === 'OPTIONS') {
      response
        .writeHead(204, { ...cors, 'access-control-allow-headers': 'authorization, cache-control' })
        .end();
      return;
    }
    response.writeHead(200, { ...cors, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('id: a1\ndata: x\n\n');
    await pause(500);
    response.end();
  },
  async page({ other }) {
    const headers: Record<string, string> = {
      accept: 'text/event-stream',
      authorization: 'Bearer t',
      'cache-control': 'no-cache',
    };
    for (let round = 0; round < 2; round++) {
      await fetch(`${other}/hub`, { headers }).then(
        (response) => response.text(),
        () => {},
      );
      headers['last-event-id'] = 'a1';
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  },
  until: (capture) => capture.until('end', 2),
  rows: [
    {
      is: { connections: 2 },
      state: 'failed',
      findings: ['error cors-refused'],
      says: [/last-event-id/, /Access-Control-Allow-Headers/, /preflight/],
      never: [/Access-Control-Allow-Origin/, /cache-control/],
    },
  ],
} satisfies FieldCase;
