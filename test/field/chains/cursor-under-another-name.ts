import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/stellar/js-stellar-sdk/issues/77',
  reported:
    'The polyfill reconnects with lastEventId in the address. The server reads only “cursor”, and sends everything again.',
  needed:
    'One stream. The reconnect named its place as lastEventId=5, and the server sent the same IDs again.',
  answer: (call) =>
    void eventStream(call).end(
      [1, 2, 3, 4, 5].map((id) => `id: ${id}\ndata: {"payment":${id}}\n\n`).join(''),
    ),
  async page() {
    let url = '/payments?cursor=0';
    for (let nth = 0; nth < 3; nth++) {
      await fetch(url, { headers: { accept: 'text/event-stream' } }).then((response) => response.text());
      await new Promise((resolve) => setTimeout(resolve, 1000));
      url = '/payments?cursor=0&lastEventId=5';
    }
  },
  until: (capture) => capture.until('end', 3),
  rows: [
    {
      is: { connections: 3 },
      state: 'over',
      findings: ['warning answer-again'],
      says: [/last event ID “5” as lastEventId in the address/, /read lastEventId of the address/],
    },
  ],
} satisfies FieldCase;
