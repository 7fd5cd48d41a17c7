import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/TarekRaafat/autoComplete.js/issues/457',
  reported:
    'A field asks at each letter. The answer to an earlier, shorter word comes last and replaces the right one.',
  needed:
    'Six different questions, more than one under way at a time, and in which order their answers came.',
  async answer({ response, path, nth, pause }) {
    await pause(900 - nth * 120);
    json(response, [{ id: nth, name: decodeURIComponent(path.split('=')[1] ?? '') }]);
  },
  async page() {
    const ask = (word: string) => fetch(`/search?q=${word}`).then((response) => response.json());
    const all: unknown[] = [];
    for (const word of ['s', 'se', 'sea', 'sear', 'searc', 'search']) {
      all.push(ask(word));
      await new Promise((done) => setTimeout(done, 180));
    }
    await Promise.all(all);
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [{ endpoint: /GET .*\/search/, label: 'questions', requests: 6, questions: 6 }],
  never: [/poll/i, /loop needs/, /waits/, /interval/i],
} satisfies FieldCase;
