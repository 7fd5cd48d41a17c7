import type { HealthyPage } from '../page.ts';
import { json, urlOf } from '../serving.ts';

const WIDGETS = 'sales visits stock orders errors queue users mail jobs disk load news'.split(' ');

export default {
  source: 'https://axios-http.com/docs/instance',
  does: 'Twelve widgets of a dashboard, each asking anew by an interval of its own, all through one instance of axios.',
  lib: `export { default } from 'axios';`,
  serve: () => ({
    async answer(call) {
      await call.pause(15 + (urlOf(call).pathname.length % 4) * 20);
      json(call, { value: call.nth * 17, unit: 'pieces', name: urlOf(call).pathname });
    },
  }),
  async page() {
    const { default: axios }: typeof import('axios') = await import(String('/lib.js'));
    const api = axios.create({ baseURL: '/api' });
    const widgets = 'sales visits stock orders errors queue users mail jobs disk load news'.split(' ');
    widgets.forEach((name, index) => {
      const refresh = () => api.get(`/${name}`);
      void refresh();
      setInterval(refresh, 900 + index * 75);
    });
  },
  seconds: 5.6,
  rows: WIDGETS.map((name) => ({
    kind: 'short poll' as const,
    transport: ['poll'] as const,
    url: new RegExp(`/api/${name}$`),
    notes: ['poll-short', 'poll-headers'],
  })),
} satisfies HealthyPage;
