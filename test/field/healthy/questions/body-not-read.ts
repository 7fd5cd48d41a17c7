import type { HealthyPage } from '../page.ts';
import { json } from '../serving.ts';

export default {
  source: 'https://fetch.spec.whatwg.org/#body-mixin',
  does: 'A page asks again whenever its user does something, at no even pace, and looks at the status alone: it never reads the body.',
  serve: () => ({ answer: (call) => json(call, { user: 'u1', seen: call.nth }) }),
  page() {
    for (const at of [80, 1026, 3740, 5134, 5600]) setTimeout(() => fetch('/api/touch'), at);
  },
  seconds: 8,
  rows: [],
  requests: [{ endpoint: /GET .*\/api\/touch/, label: ['again'] }],
} satisfies HealthyPage;
