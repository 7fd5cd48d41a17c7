import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/bigskysoftware/htmx/issues/2292',
  reported: 'A template with line ends and a “pre” block with a blank line arrives cut.',
  needed:
    'A blank line inside the payload ended the message early. What came after it belongs to no message.',
  answer: (call) => void eventStream(call, 'event: row\ndata: <pre>\nline one\n\nline two: 3\n</pre>\n\n'),
  page: () => new EventSource('/stream').addEventListener('row', () => {}),
  until: (capture) => capture.until('chunk'),
  rows: [
    { is: { events: 1 }, state: 'open', findings: ['warning text-without-field'], never: [/misspelt/i] },
  ],
} satisfies FieldCase;
