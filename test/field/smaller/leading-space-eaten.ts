import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/jooby-project/jooby/issues/3479',
  reported: 'Words of a stream of tokens run together: the server writes no space after the colon.',
  needed:
    'One space after the colon is removed. Where the server writes none of its own, that of the token goes.',
  answer: (call) => void eventStream(call, 'data:one\n\ndata: juicy \n\ndata:red\n\ndata: apple.\n\n'),
  page: () => new EventSource('/tokens'),
  until: (capture) => capture.until('chunk'),
  rows: [{ is: { events: 4 }, state: 'open', findings: ['note space-removed'], says: [/space/] }],
} satisfies FieldCase;
