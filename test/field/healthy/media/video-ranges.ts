import type { HealthyPage } from '../page.ts';
import { bytes } from '../serving.ts';

const LENGTH = 4_000_000;

export default {
  source: 'https://www.rfc-editor.org/rfc/rfc9110#name-range-requests',
  does: 'A player of one file reads the next 2 KiB of it every second, by Range.',
  serve: () => ({
    answer({ request, response }) {
      const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
      const range = { 'content-range': `bytes ${from}-${to}/${LENGTH}`, 'accept-ranges': 'bytes' };
      bytes({ response }, 'video/mp4', Number(to) - Number(from) + 1, 206, range);
    },
  }),
  page() {
    const step = 2048;
    let from = 0;
    const read = () =>
      fetch('/film.mp4', { headers: { range: `bytes=${from}-${from + step - 1}` } })
        .then((response) => response.arrayBuffer())
        .then(({ byteLength }) => {
          from += byteLength;
        });
    void read();
    setInterval(read, 1000);
  },
  seconds: 11,
  rows: [],
  requests: [{ endpoint: /GET .*\/film\.mp4/, label: ['ranges'] }],
} satisfies HealthyPage;
