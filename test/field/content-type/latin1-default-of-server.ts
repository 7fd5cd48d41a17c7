import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/humanmade/WordPress-Importer/pull/168',
  reported:
    'The progress of an import is never shown. The web server added its default charset, iso-8859-1, to the stream’s type.',
  needed: 'The charset that was sent. It is a default of the server: leave it out, or say utf-8.',
  answer({ response }) {
    response.writeHead(200, { 'content-type': 'text/event-stream;charset=iso-8859-1' });
    response.write('data: {"done":1,"of":20}\n\n');
  },
  page: () => new EventSource('/import'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 200 },
      state: 'failed',
      findings: ['error wrong-charset'],
      says: [/iso-8859-1/, /leave the charset out/, /default/],
    },
  ],
} satisfies FieldCase;
