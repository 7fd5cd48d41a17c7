import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/EM-GeekLab/NexusGate/pull/82',
  reported:
    'After an upgrade of its framework a gateway sends event streams as text/plain. EventSource and strict clients refuse them; a program that reads by fetch does not notice.',
  needed: 'The body is an event stream, and its type is text/plain, so EventSource refuses it.',
  answer({ response }) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('data: {"choices":[{"delta":{"content":"Hi"}}]}\n\ndata: [DONE]\n\n');
  },
  async page() {
    new EventSource('/v1/chat');
    const headers = { accept: 'text/event-stream' };
    await (await fetch('/v1/chat', { method: 'POST', headers, body: '{}' })).text();
  },
  until: (capture) => capture.until('end', 2),
  rows: [
    {
      is: { events: 2 },
      state: 'over',
      findings: ['note wrong-type'],
      says: [/text\/plain.*reads it all the same/],
    },
    {
      state: 'failed',
      findings: ['error wrong-type'],
      says: [/text\/plain/, /send “Content-Type: text\/event-stream”/],
      never: [/login page/],
    },
  ],
} satisfies FieldCase;
