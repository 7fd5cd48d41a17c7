import { gzipSync } from 'node:zlib';
import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/btubbs/sseclient/issues/27',
  reported: 'No event ever comes: the body is binary.',
  needed: 'The bytes begin as gzip does, and no Content-Encoding says so.',
  answer: (call) => void eventStream(call).write(gzipSync('data: {"a":1}\n\n'.repeat(5))),
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk'),
  rows: [
    {
      is: { events: 0 },
      state: 'open',
      findings: ['error compressed-body'],
      says: [/gzip/],
      never: [/encode the text as UTF-8/],
    },
  ],
} satisfies FieldCase;
