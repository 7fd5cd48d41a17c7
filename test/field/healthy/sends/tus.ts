import type { HealthyPage } from '../page.ts';
import { bodyOf } from '../serving.ts';

export default {
  source: 'https://tus.io/protocols/resumable-upload',
  does: 'tus-js-client sends one file in parts: POST makes it, and each PATCH brings the next part.',
  lib: `export { Upload } from 'tus-js-client';`,
  serve: () => {
    let offset = 0;
    return {
      async answer({ request, response, pause }) {
        const { length } = await bodyOf(request);
        await pause(600);
        const headers = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' };
        if (request.method === 'POST') response.writeHead(201, { ...headers, location: '/files/24e5' }).end();
        else {
          offset += length;
          response.writeHead(204, { ...headers, 'upload-offset': String(offset) }).end();
        }
      },
    };
  },
  async page() {
    const { Upload }: typeof import('tus-js-client') = await import(String('/lib.js'));
    const file = new Blob(['a'.repeat(10_000)]);
    new Upload(file, {
      endpoint: '/files',
      chunkSize: 1024,
      retryDelays: [],
      metadata: { filename: 'a' },
    }).start();
  },
  seconds: 9,
  rows: [],
  requests: [{ endpoint: /PATCH .*\/files\//, label: ['uploads'] }],
} satisfies HealthyPage;
