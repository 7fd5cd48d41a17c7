import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Yaffle/EventSource/pull/167',
  reported:
    'The polyfill appends the last ID to an address that has one. It stands there twice, and the hub fails.',
  needed:
    'One stream. Its cursor is in the address, twice, from the second connection on; and then it was refused, with these words.',
  answer(call) {
    const { request, response } = call;
    const ids = new URL(request.url ?? '', 'http://x').searchParams.getAll('Last-Event-ID');
    if (ids.length < 2) eventStream(call).end('id: B\ndata: x\n\n');
    else response.writeHead(400, { 'content-type': 'text/plain' }).end('duplicate parameter Last-Event-ID');
  },
  async page() {
    let url = '/hub?topic=t&Last-Event-ID=A';
    for (let nth = 0; nth < 3; nth++) {
      await fetch(url, { headers: { accept: 'text/event-stream' } }).then((response) => response.text());
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (nth === 0) url += '&Last-Event-ID=B';
    }
  },
  until: (capture) => capture.until('end', 3),
  rows: [
    {
      is: { connections: 3 },
      state: 'failed',
      findings: ['error error-answer'],
      says: [/400/, /duplicate parameter/],
    },
  ],
} satisfies FieldCase;
