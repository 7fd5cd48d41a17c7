import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/slact/nchan/pull/108',
  reported: 'Chrome and Safari refuse a stream whose charset is “utf8”. Firefox opens it.',
  needed: 'The charset as it was written, what Chromium wants, and that Firefox would open it.',
  isLive: true,
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf8' });
    for (let n = 1; ; n++) {
      response.write(`data: {"n":${n}}\n\n`);
      await pause(1000);
    }
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 200 },
      state: 'failed',
      findings: ['error wrong-charset'],
      says: [/charset=“utf8”/, /closed.*for good/, /hyphen/, /Firefox opens/],
      never: [/reconnects after/],
    },
  ],
} satisfies FieldCase;
