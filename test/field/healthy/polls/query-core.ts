import type { HealthyPage } from '../page.ts';
import { json } from '../serving.ts';

export default {
  source: 'https://tanstack.com/query/latest/docs/framework/react/guides/polling',
  does: 'TanStack Query: one query by refetchInterval, and one that is fetched anew when the window gets the focus.',
  lib: `export * from '@tanstack/query-core';`,
  serve: () => ({
    async answer(call) {
      await call.pause(40);
      json(call, { items: [{ id: call.nth, title: `item ${call.nth}` }], total: call.nth });
    },
  }),
  async page() {
    // The library looks at it, as bundlers for Node leave it there.
    Object.assign(globalThis, { process: { env: { NODE_ENV: 'production' } } });
    const lib: typeof import('@tanstack/query-core') = await import(String('/lib.js'));
    const client = new lib.QueryClient();
    client.mount();
    const get = (path: string) => () => fetch(path).then((response) => response.json());
    const interval = { refetchInterval: 1000, refetchIntervalInBackground: true };
    new lib.QueryObserver(client, { queryKey: ['a'], queryFn: get('/api/alerts'), ...interval }).subscribe(
      () => {},
    );
    new lib.QueryObserver(client, { queryKey: ['p'], queryFn: get('/api/profile') }).subscribe(() => {});
    // The user comes back to the window, again and again.
    for (const at of [1300, 3900, 4600, 7200])
      setTimeout(() => {
        lib.focusManager.setFocused(false);
        lib.focusManager.setFocused(true);
      }, at);
  },
  seconds: 9,
  // The focus fetches the alerts too, between two of the interval.
  rows: [
    { kind: 'short poll', transport: ['poll'], url: /\/api\/alerts/, notes: ['poll-short', 'poll-headers'] },
  ],
  requests: [{ endpoint: /GET .*\/api\/profile/, label: ['again'] }],
} satisfies HealthyPage;
