import { bodyOf, type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/PirateBox-Dev/PirateBoxScripts_Webserver/issues/67',
  reported:
    'A shoutbox polls, and sends what is written by the same function to the same address. What was sent shows late.',
  needed: 'The loop goes on over the one request that sends, and that request is none of it.',
  async answer({ request, response, nth, pause }) {
    const asked = new URLSearchParams(await bodyOf(request));
    if (asked.get('action') === 'poll') await pause(nth % 2 === 0 ? 400 : 1100);
    json(response, asked.get('action') === 'poll' ? [{ id: nth, line: 'hi' }] : { saved: true });
  },
  async page() {
    const post = (fields: Record<string, string>) =>
      fetch('/chat.py', { method: 'POST', body: new URLSearchParams(fields) }).then((response) =>
        response.json(),
      );
    for (let round = 0; round < 8; round++) {
      await post({ action: 'poll', box: 'main' });
      if (round === 4) await post({ action: 'save', box: 'main', line: 'hello all' });
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [{ is: { transport: 'poll', connections: 8 }, state: 'open', findings: [], never: [/side by side/] }],
  requests: [],
} satisfies FieldCase;
