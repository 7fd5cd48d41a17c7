import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/modelcontextprotocol/python-sdk/issues/1403',
  reported:
    'A client of MCP waits for ever: the server answers its POST with JSON, as it may, and its GET with 405, since it has no stream.',
  needed:
    'The POST has its whole answer, as JSON; the 405 says that this server offers no event stream, and is no fault.',
  isLive: true,
  answer({ request, response }) {
    if (request.method === 'GET') {
      response.writeHead(405, { allow: 'POST', 'content-type': 'application/json' });
      response.end('{"jsonrpc":"2.0","error":{"code":-32000,"message":"Method not allowed."},"id":null}');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}');
  },
  async page() {
    const accept = 'application/json, text/event-stream';
    const body = '{"jsonrpc":"2.0","id":1,"method":"initialize"}';
    const answer = await fetch('/mcp', { method: 'POST', headers: { accept }, body });
    await answer.text();
    await fetch('/mcp', { headers: { accept: 'text/event-stream' } });
  },
  until: (capture) => capture.until('end', 2),
  rows: [
    {
      is: { status: 200, events: 0, discarded: 0 },
      state: 'over',
      findings: [],
      says: [/HTTP 200 OK, application\/json/],
      never: [/field/i],
    },
    {
      is: { status: 405 },
      state: 'failed',
      findings: ['note error-answer'],
      says: [/405/, /Method not allowed/],
    },
  ],
} satisfies FieldCase;
