import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/UsefulSoftwareCo/executor/pull/1351',
  reported:
    'The stream of a call is cut. Clients resume it by GET, if an ID had come before; so each stream begins with an empty event that has one.',
  needed:
    'One stream: a POST that was cut after its ID, and a GET that resumed it there. The empty event is as it should be.',
  async answer(call) {
    if (call.request.method === 'GET') {
      eventStream(call).end('id: p2\nevent: message\ndata: {"jsonrpc":"2.0","id":3,"result":{}}\n\n');
      return;
    }
    const stream = eventStream(call, 'id: p1\ndata:\n\n');
    await call.pause(1000);
    stream.destroy();
  },
  async page() {
    const headers = { accept: 'application/json, text/event-stream' };
    await fetch('/mcp', { method: 'POST', headers, body: '{"jsonrpc":"2.0","id":3,"method":"tools/call"}' })
      .then((response) => response.text())
      .catch(() => {});
    const resumed = { accept: 'text/event-stream', 'last-event-id': 'p1' };
    await fetch('/mcp', { headers: resumed }).then((response) => response.text());
  },
  until: (capture) => capture.until('end', 2),
  rows: [{ is: { connections: 2, events: 2 }, state: 'over', findings: [], never: [/no data/i] }],
} satisfies FieldCase;
