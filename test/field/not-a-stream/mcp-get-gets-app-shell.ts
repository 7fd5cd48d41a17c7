import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/docmost/docmost/issues/2133',
  reported:
    'A client of MCP asks for its event stream and gets the page of the web application, with status 200. It connects again and again.',
  needed:
    'The GET was answered with a page of HTML: the address falls through to the application. No stream was opened, and how often.',
  answer(call) {
    if (call.request.method === 'POST') {
      eventStream(call).end('event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{}}\n\n');
      return;
    }
    call.response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    call.response.end(
      '<!doctype html>\n<html>\n<head>\n<title>Our app</title>\n</head>\n<body><div id="root"></div></body>\n</html>\n',
    );
  },
  async page() {
    const body = '{"jsonrpc":"2.0","id":1,"method":"initialize"}';
    const headers = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
    await (await fetch('/mcp', { method: 'POST', headers, body })).text();
    for (let round = 0; round < 5; round++) {
      await (await fetch('/mcp', { headers: { accept: 'text/event-stream' } })).text();
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  },
  until: (capture) => capture.until('end', 6),
  rows: [
    { is: { events: 1 }, state: 'over', findings: [] },
    {
      is: { connections: 5, status: 200, events: 0, discarded: 0 },
      state: 'failed',
      findings: ['warning wrong-type'],
      says: [/text\/html/, /Our app/],
      never: [/field|lost/i],
    },
  ],
} satisfies FieldCase;
