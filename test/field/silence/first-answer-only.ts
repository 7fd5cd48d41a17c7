import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/dart-lang/http/issues/1363',
  reported:
    'Behind a proxy the first event arrives with the response, and none of those that the server sends later.',
  needed:
    'The stream is open and has been silent since its first event, for so long; nothing was lost in the browser.',
  isLive: true,
  answer: (call) => void eventStream(call, 'data: {"hello":"world"}\n\n'),
  page: () => new EventSource('/stream'),
  until: async (capture) => {
    await capture.until('chunk');
    await capture.until('fidelity');
  },
  later: 20_000,
  rows: [{ is: { events: 1 }, state: 'open', findings: ['note silence'], says: [/silent|nothing/i] }],
} satisfies FieldCase;
