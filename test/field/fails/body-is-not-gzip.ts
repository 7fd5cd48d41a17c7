import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/diegosouzapw/OmniRoute/pull/2291',
  reported:
    'Clients of a gateway die with an error of decoding. The gateway unpacks the body of its own request and passes Content-Encoding on.',
  needed: 'The response says gzip and its bytes are plain: who stands in between must drop the header.',
  isLive: true,
  answer({ response }) {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'content-encoding': 'gzip',
    });
    response.end('data: {"a":1}\n\n');
  },
  async page() {
    const source = new EventSource('/chat');
    source.onerror = () => source.close();
    const headers = { accept: 'text/event-stream' };
    await fetch('/chat', { method: 'POST', headers, body: '{}' }).then((response) => response.text());
  },
  until: (capture) => capture.until('end', 2),
  rows: [
    {
      state: 'failed',
      findings: ['error connection-fails'],
      says: [/decoded/, /gzip/],
      never: [/empty|without a byte/i],
    },
    {
      state: 'failed',
      findings: ['error connection-fails'],
      says: [/decoded/, /gzip/],
    },
  ],
} satisfies FieldCase;
