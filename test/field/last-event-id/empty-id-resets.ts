import { eventStream, type FieldCase } from '../case.ts';

/** A near miss: an empty ID is the server's way to forget. */
export default {
  source: 'https://github.com/launchdarkly/rust-eventsource-client/pull/28',
  reported: 'After an event with an empty ID a client went on to send the ID before it.',
  needed: 'The server reset the ID, so the reconnect sends none, as it must be.',
  isLive: true,
  answer(call) {
    if (call.nth === 1) eventStream(call, 'retry: 300\n\n').end('id: 5\ndata: a\n\nid:\ndata: b\n\n');
    else eventStream(call, 'data: c\n\n');
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('dispatched', 3),
  rows: [{ is: { connections: 2 }, state: 'open', findings: [] }],
} satisfies FieldCase;
