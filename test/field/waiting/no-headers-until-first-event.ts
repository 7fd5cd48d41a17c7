import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/lpezet/secure-agent-lab/issues/98',
  reported:
    'A dashboard shows “connecting” until the first event: the server sends its headers with its first write.',
  needed:
    'The request left, and the server has sent not even its headers. A comment at once would open the stream.',
  async answer(call) {
    await call.pause(8000);
    eventStream(call, 'data: {"e":1}\n\n');
  },
  page: () => new EventSource('/events'),
  until: (capture) => capture.until('sent'),
  later: 6000,
  rows: [
    { state: 'connecting', findings: [], says: [/server has not answered/], never: [/queued|waits for a/] },
  ],
} satisfies FieldCase;
