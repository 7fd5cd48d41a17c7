import type { FieldCase } from '../case.ts';

/** A near miss: the client accepts JSON too. */
export default {
  source: 'https://github.com/j0hanz/filesystem-mcp/issues/6',
  reported:
    'A GET of an MCP server, which is to open a stream or be refused, is answered with a document of JSON of 39 kB.',
  needed: 'The type and the size of the answer. It is complete, and no event stream.',
  answer({ response }) {
    const tools = Array.from({ length: 150 }, (_, n) => ({
      name: `tool-${n}`,
      description: 'Reads a file below the allowed folders, and says what is in it. '.repeat(3),
    }));
    const body = JSON.stringify({ name: 'files', tools });
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    });
    response.end(body);
  },
  async page() {
    const headers = { accept: 'application/json, text/event-stream' };
    await (await fetch('/mcp', { headers })).text();
  },
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 200, events: 0, discarded: 0 },
      state: 'over',
      findings: [],
      says: [/application\/json, [\d,]+ bytes/],
      never: [/field/i],
    },
  ],
} satisfies FieldCase;
