import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/RocketChat/Rocket.Chat/pull/29839',
  reported: 'Each time its window is focused, an administration page asks again for all that it shows.',
  needed: 'Three addresses, asked again five times at irregular times, together. No loop.',
  answer: ({ response }) => json(response, { count: 3, success: true }),
  async page() {
    addEventListener('focus', () => {
      for (const path of ['/api/v1/licenses', '/api/v1/statistics', '/api/v1/instances'])
        fetch(path).then((response) => response.json());
    });
    for (const wait of [300, 1900, 650, 2700, 400]) {
      dispatchEvent(new Event('focus'));
      await new Promise((done) => setTimeout(done, wait));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [
    { endpoint: /\/licenses/, label: 'again', requests: 5, questions: 1 },
    { endpoint: /\/statistics/, label: 'again', requests: 5, questions: 1 },
    { endpoint: /\/instances/, label: 'again', requests: 5, questions: 1 },
  ],
  never: [/poll/i, /waits/],
} satisfies FieldCase;
