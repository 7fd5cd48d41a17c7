import type { HealthyPage } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

export default {
  source: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Methods/PUT',
  does: 'An editor saves the whole text by PUT each second while its user writes; the answer is the new revision.',
  serve: () => ({
    async answer(call) {
      const { length } = await bodyOf(call.request);
      await call.pause(50);
      json(call, { saved: true, revision: call.nth, length });
    },
  }),
  page() {
    const words =
      'it was a dark and stormy night the rain fell in torrents except at occasional intervals'.split(' ');
    let text = '';
    const save = setInterval(() => {
      text += `${words.shift()} `;
      const saved = fetch('/documents/7f', { method: 'PUT', body: JSON.stringify({ text }) });
      void saved.then((response) => response.json());
      if (words.length === 7) clearInterval(save);
    }, 900);
  },
  seconds: 10,
  rows: [],
  requests: [{ endpoint: /PUT .*\/documents\//, label: ['questions', 'sends'] }],
} satisfies HealthyPage;
