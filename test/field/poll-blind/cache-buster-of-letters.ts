import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/socketio/engine.io-client/issues/98',
  reported:
    'Each long poll has a new word of letters and digits in its address, so that no browser answers it from its cache.',
  needed: 'A loop: the word is new each time and in no answer, so it is no other question.',
  async answer({ response, nth, pause }) {
    await pause([700, 2300, 400, 2600, 900][nth - 1] ?? 500);
    json(response, [{ id: 40 + nth, text: 'hello' }]);
  },
  async page() {
    for (const t of ['Pf3kQ1z', 'Pf3kQbU', 'Pf3kR.7', 'Pf3kRk0', 'Pf3kS-q', 'Pf3kSxA'])
      await fetch(`/updates?room=red&t=${t}`).then((response) => response.json());
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 6, events: 6 },
      state: 'open',
      findings: [],
      never: [/different questions/],
    },
  ],
  requests: [],
} satisfies FieldCase;
