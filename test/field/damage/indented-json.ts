import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/micronaut-projects/micronaut-core/issues/2586',
  reported:
    'With indented JSON switched on, only the first line of each event has “data:”. JSON.parse fails in the client.',
  needed: 'The payload is cut at its first line end. Each line of it needs a field name.',
  isLive: true,
  answer: (call) =>
    void eventStream(call, 'data: {\n  "name" : "hello"\n}\n\ndata: {\n  "name" : "again"\n}\n\n'),
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk'),
  rows: [
    { is: { events: 2 }, state: 'open', findings: ['warning text-without-field'], never: [/misspelt/i] },
  ],
} satisfies FieldCase;
