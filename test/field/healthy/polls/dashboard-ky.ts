import type { HealthyPage } from '../page.ts';
import { json, urlOf } from '../serving.ts';

const NAMES = ['cpu', 'memory', 'disk', 'network', 'swap', 'load'];

export default {
  source: 'https://github.com/sindresorhus/ky#kycreatedefaultoptions',
  does: 'Six gauges ask one address for their metric, each by its own interval, all through one instance of ky.',
  lib: `export { default } from 'ky';`,
  serve: () => ({
    async answer(call) {
      await call.pause(30);
      json(call, { name: urlOf(call).searchParams.get('name'), value: call.nth % 100 });
    },
  }),
  async page() {
    const { default: ky }: typeof import('ky') = await import(String('/lib.js'));
    const api = ky.create({ prefixUrl: '/api' });
    ['cpu', 'memory', 'disk', 'network', 'swap', 'load'].forEach((name, index) => {
      const refresh = () => api.get('metric', { searchParams: { name } }).json();
      void refresh();
      setInterval(refresh, 900 + index * 170);
    });
  },
  seconds: 9,
  rows: NAMES.map((name) => ({
    kind: 'short poll' as const,
    transport: ['poll'] as const,
    url: new RegExp(`metric\\?name=${name}$`),
    notes: ['poll-short', 'poll-headers'],
  })),
} satisfies HealthyPage;
