import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/mozilla/pdf.js/issues/7606',
  reported:
    'A viewer of documents asks for many small byte ranges of one file. Each costs its server a good deal.',
  needed:
    'Byte ranges of one file, how many and how large. Not a list of pages, and no advice to compress or to hold anything.',
  answer({ request, response }) {
    const [, from = '0', to = '0'] = /(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
    const bytes = Buffer.alloc(Number(to) - Number(from) + 1, 7);
    response
      .writeHead(206, {
        'content-type': 'application/pdf',
        'content-range': `bytes ${from}-${to}/65536`,
        'content-length': bytes.length,
      })
      .end(bytes);
  },
  async page() {
    for (let part = 0; part < 8; part++) {
      const range = `bytes=${part * 512}-${part * 512 + 511}`;
      await (await fetch('/folio.pdf', { headers: { range }, cache: 'no-store' })).arrayBuffer();
      await new Promise((done) => setTimeout(done, 400));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [{ endpoint: /GET .*\/folio\.pdf/, label: 'ranges', requests: 8 }],
  never: [/poll/i, /compress/i, /waits/],
} satisfies FieldCase;
