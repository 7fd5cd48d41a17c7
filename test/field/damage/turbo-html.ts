import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/fanout/django-eventstream/pull/129',
  reported: 'A fragment of HTML of seven lines arrives as its first line.',
  needed: 'The payload is cut at its first line end: graver than a note, though it is no JSON.',
  answer: (call) =>
    void eventStream(
      call,
      `event: message\ndata: <turbo-stream action='append' target='messages'>\n  <template>\n    <div id='m2'>\n      Hi\n    </div>\n  </template>\n</turbo-stream>\n\n`,
    ),
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk'),
  rows: [
    {
      is: { events: 1 },
      state: 'open',
      findings: ['warning text-without-field'],
      says: [/6/],
      never: [/misspelt/i],
    },
  ],
} satisfies FieldCase;
