import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Tr3kkR/Yuzu/issues/2785',
  reported:
    'The frames of a call are kept with IDs, but written without. A call that is cut cannot be resumed.',
  needed:
    'The POST was cut and no ID had come: there is no place to resume it from. The GET is another stream.',
  async answer(call) {
    if (call.request.method === 'GET') {
      eventStream(call, ': ok\n\n');
      return;
    }
    const frame = 'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n';
    const stream = eventStream(call, frame, frame, frame);
    await call.pause(500);
    stream.destroy();
  },
  async page() {
    const headers = { accept: 'application/json, text/event-stream' };
    await fetch('/mcp', { method: 'POST', headers, body: '{"jsonrpc":"2.0","id":3,"method":"tools/call"}' })
      .then((response) => response.text())
      .catch(() => {});
    void fetch('/mcp', { headers: { accept: 'text/event-stream' } }).then((response) => response.text());
  },
  until: async (capture) => {
    await capture.until('end');
    await capture.until('chunk', 2);
  },
  rows: [
    { is: { connections: 1, events: 3 }, state: 'failed', findings: [] },
    { is: { connections: 1 }, state: 'open', findings: [] },
  ],
} satisfies FieldCase;
