import type { HealthyPage } from '../page.ts';
import { bodyOf } from '../serving.ts';

export default {
  source: 'https://cloud.google.com/storage/docs/performing-resumable-uploads',
  does: 'A file goes up in parts by PUT with Content-Range; each part but the last is answered 308 with the range that came.',
  serve: () => ({
    async answer({ request, response, pause }) {
      await bodyOf(request);
      await pause(700);
      const [, to = '0', all = '0'] = /-(\d+)\/(\d+)/.exec(request.headers['content-range'] ?? '') ?? [];
      if (Number(to) + 1 < Number(all)) response.writeHead(308, { range: `bytes=0-${to}` }).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":"film.mov"}');
    },
  }),
  async page() {
    const size = 9000;
    const part = 1000;
    for (let from = 0; from < size; from += part) {
      const response = await fetch('/upload?upload_id=ABPnzm5x', {
        method: 'PUT',
        headers: { 'content-range': `bytes ${from}-${from + part - 1}/${size}` },
        body: new Blob(['x'.repeat(part)]),
      });
      await response.text();
    }
  },
  seconds: 9,
  rows: [],
  requests: [{ endpoint: /PUT .*\/upload/, label: ['uploads'] }],
} satisfies HealthyPage;
