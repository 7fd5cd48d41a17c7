import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/arizona-framework/roadrunner/pull/63',
  reported:
    'A bare carriage return in a user’s text ends the line for a browser, so that the text can forge a field.',
  needed:
    'A carriage return inside the payload ended a line. What follows was read as a field: the type became “steal”.',
  answer: (call) => void eventStream(call, 'data: line one\revent: steal\n\ndata: next\n\n'),
  page: () => new EventSource('/stream').addEventListener('steal', () => {}),
  until: (capture) => capture.until('chunk'),
  rows: [{ is: { events: 2 }, state: 'open', findings: ['warning cr-alone'] }],
} satisfies FieldCase;
