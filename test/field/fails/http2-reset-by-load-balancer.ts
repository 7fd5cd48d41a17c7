import type { ServerHttp2Stream } from 'node:http2';
import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/codecentric/spring-boot-admin/issues/3426',
  reported:
    'Behind a load balancer a stream has status 200 and headers, and then an HTTP/2 error. The page says only that the connection failed.',
  needed: 'The HTTP/2 stream was reset by the other side after its headers; its age, and how often.',
  http2: {},
  async answer({ response, pause, nth }) {
    response.writeHead(200, {
      'content-type': 'text/event-stream;charset=UTF-8',
      'cache-control': 'no-store',
    });
    response.write(`retry: 300\n\nid: ${nth}\ndata: {"applications":[]}\n\n`);
    await pause(2000);
    (response as unknown as { stream: ServerHttp2Stream }).stream.close(2);
  },
  page: () => new EventSource('/applications'),
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'failed',
      findings: ['warning connection-fails'],
      says: [/HTTP\/2 stream was reset/, /4 times/, /Stream reset after .* s each time/],
      never: [/six/i],
    },
  ],
} satisfies FieldCase;
