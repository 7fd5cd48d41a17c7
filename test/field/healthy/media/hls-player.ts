import type { HealthyPage } from '../page.ts';
import { bytes, urlOf } from '../serving.ts';

export default {
  source: 'https://www.rfc-editor.org/rfc/rfc8216#section-6.3.4',
  does: 'A player of a live stream reloads the playlist every two seconds, and then loads the segment that is new in it.',
  serve: () => ({
    answer(call) {
      const { response, nth } = call;
      if (urlOf(call).pathname.endsWith('.m4s')) return bytes(call, 'video/mp4', 1500);
      const segments = [nth, nth + 1, nth + 2].map((n) => `#EXTINF:2.000,\nlive-${n}.m4s\n`).join('');
      const head = `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${nth}\n`;
      response
        .writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'max-age=1' })
        .end(head + segments);
    },
  }),
  page() {
    const load = async () => {
      const list = await (await fetch('/live/playlist.m3u8')).text();
      const newest = list.trim().split('\n').at(-1);
      await (await fetch(`/live/${newest}`)).arrayBuffer();
    };
    void load();
    setInterval(load, 2000);
  },
  seconds: 14,
  // A playlist is made to be asked for again, and its server cannot hold the request.
  rows: [
    { kind: 'short poll', transport: ['poll'], url: /playlist\.m3u8/, notes: ['poll-short', 'poll-headers'] },
  ],
  requests: [{ endpoint: /GET .*\/live\/.*m4s/, label: ['list', 'questions'] }],
} satisfies HealthyPage;
