import { bodyOf, type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/ngxson/smolvlm-realtime-webcam/pull/16',
  reported:
    'A page sends a picture of the camera every half second. The model takes longer, and its backlog grows.',
  needed: 'Different pictures, sent before the answers came, and how many under way at a time. No poll.',
  async answer({ request, response, nth, pause }) {
    await bodyOf(request);
    await pause(1800);
    json(response, { choices: [{ message: { content: `A desk, ${nth}` } }] });
  },
  async page() {
    const all: Promise<unknown>[] = [];
    await new Promise<void>((done) => {
      const timer = setInterval(() => {
        const image = `data:image/jpeg;base64,${btoa(String(Math.random()).repeat(8))}`;
        const body = JSON.stringify({ max_tokens: 100, messages: [{ role: 'user', content: image }] });
        all.push(fetch('/v1/chat/completions', { method: 'POST', body }).then((response) => response.json()));
        if (all.length < 9) return;
        clearInterval(timer);
        done();
      }, 500);
    });
    await Promise.all(all);
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [
    {
      endpoint: /POST .*\/v1\/chat\/completions/,
      label: 'questions',
      requests: 9,
      questions: 9,
      says: [/at a time|before/],
    },
  ],
  never: [/poll/i, /waits/],
} satisfies FieldCase;
