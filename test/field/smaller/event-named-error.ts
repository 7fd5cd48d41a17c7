import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/sourcegraph/sourcegraph-public-snapshot/pull/15620',
  reported:
    'A server sends events named “error”. The handler of the page cannot tell them from the browser’s own.',
  needed: 'An event of the server is named “error”, and reaches the handler of a lost connection too.',
  isLive: true,
  answer: (call) => void eventStream(call, 'event: error\ndata: {"message":"timeout"}\n\n', 'data: ok\n\n'),
  page() {
    const source = new EventSource('/search');
    source.onerror = () => {};
    source.onmessage = () => {};
  },
  until: (capture) => capture.until('chunk'),
  rows: [{ is: { events: 2 }, state: 'open', findings: ['warning own-event-name'], says: [/“error”/] }],
} satisfies FieldCase;
