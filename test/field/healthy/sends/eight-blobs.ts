import type { HealthyPage } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

export default {
  source: 'https://developer.mozilla.org/en-US/docs/Web/API/XMLHttpRequest_API/Using_FormData_Objects',
  does: 'Eight pictures are uploaded one after the other: four as a Blob, four in a form.',
  serve: () => ({
    async answer(call) {
      await bodyOf(call.request);
      await call.pause(800);
      json(call, { ok: true, id: `p${call.nth}`, url: `/pictures/p${call.nth}.jpg` }, 201);
    },
  }),
  async page() {
    const picture = () => new Blob([crypto.getRandomValues(new Uint8Array(3000))], { type: 'image/jpeg' });
    for (let n = 0; n < 4; n++) await (await fetch('/pictures', { method: 'POST', body: picture() })).json();
    for (let n = 0; n < 4; n++) {
      const body = new FormData();
      body.append('picture', picture(), `p${n}.jpg`);
      await (await fetch('/albums/a1', { method: 'POST', body })).json();
    }
  },
  seconds: 9,
  rows: [],
  requests: [
    { endpoint: /POST .*\/pictures/, label: ['uploads'] },
    { endpoint: /POST .*\/albums/, label: ['uploads'] },
  ],
} satisfies HealthyPage;
