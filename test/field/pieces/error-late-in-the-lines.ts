import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/GenSpectrum/LAPIS/issues/1323',
  reported:
    'The server meets an error late in a long answer of JSON lines. Its status was sent long before, and the answer just ends.',
  needed: 'The last line is not whole: what was cut, and after how many lines. The end itself looks good.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    for (let n = 0; n < 6; n++) {
      response.write(`{"country":"CH","count":${n}}\n`);
      await pause(120);
    }
    response.end('{"country":"DE","cou');
  },
  async page() {
    await (await fetch('/sample/aggregated')).text();
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'pieces', framing: 'JSON lines', events: 6 },
      state: 'failed',
      findings: ['error pieces-cut'],
    },
  ],
  requests: [],
} satisfies FieldCase;
