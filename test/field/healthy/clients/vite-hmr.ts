import type { HealthyPage } from '../page.ts';
import { json } from '../serving.ts';

export default {
  source: 'https://vite.dev/guide/api-hmr',
  does: 'A page in development: the socket of Vite’s HMR with updates and the client’s ping, and the page’s own requests beside it, made anew by each update.',
  serve: () => ({
    answer: (call) => json(call, { user: 'u1' }),
    async handshake({ accept, pause }) {
      const socket = await accept();
      socket.send('{"type":"connected"}');
      for (const [wait, path] of [
        [900, '/src/app.tsx'],
        [2700, '/src/list.tsx'],
        [1400, '/src/app.tsx'],
      ] as const) {
        await pause(wait);
        const update = { type: 'js-update', timestamp: 1_700_000_000_000, path, acceptedPath: path };
        socket.send(JSON.stringify({ type: 'update', updates: [update] }));
      }
    },
  }),
  page(places) {
    const load = () => fetch('/api/me').then((response) => response.json());
    const socket = new WebSocket(`${places.own.replace('http', 'ws')}/?token=P3mAbc_1xYz`, 'vite-hmr');
    socket.addEventListener('message', ({ data }) => {
      if (JSON.parse(data).type === 'update') void load();
    });
    setInterval(() => socket.send('{"type":"ping"}'), 2500);
    void load();
  },
  seconds: 9,
  rows: [{ kind: 'WebSocket', transport: ['websocket'], url: /token=/, notes: [] }],
  requests: [{ endpoint: /GET .*\/api\/me/, label: ['again'] }],
} satisfies HealthyPage;
