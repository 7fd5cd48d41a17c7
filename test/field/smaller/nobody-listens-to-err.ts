import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/stellar/go-stellar-sdk/issues/883',
  reported: 'Errors are sent as events named “err”, and no handler ever sees them.',
  needed: 'Events of the type “err” came, and nothing listens to that type.',
  answer: (call) => void eventStream(call, 'data: begun\n\n', 'event: err\ndata: no such account\n\n'),
  page() {
    const source = new EventSource('/payments');
    source.onmessage = () => {};
    source.onerror = () => {};
  },
  until: (capture) => capture.until('chunk'),
  stillWrong:
    'That nothing listens is said once such an event comes again, or after Check now: of the first it is not known by itself.',
  rows: [{ is: { events: 2 }, state: 'open', findings: [] }],
} satisfies FieldCase;
