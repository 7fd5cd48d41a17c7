import { bodyOf, type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/muxinc/upchunk/issues/9',
  reported: 'A large file is uploaded in parts. After each part there are seconds without progress.',
  needed: 'Parts of an upload, and how long the server takes for each. No poll, though each answer is empty.',
  async answer({ request, response, pause }) {
    await bodyOf(request);
    await pause(700);
    response.writeHead(200).end();
  },
  async page() {
    const size = 2000;
    const file = new Blob([new Uint8Array(6 * size).fill(65)]);
    for (let start = 0; start < file.size; start += size) {
      const headers = { 'content-range': `bytes ${start}-${start + size - 1}/${file.size}` };
      const body = file.slice(start, start + size);
      await (await fetch('/upload/7f3a', { method: 'PUT', headers, body })).text();
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [{ endpoint: /PUT .*\/upload\//, label: 'uploads', requests: 6 }],
  never: [/poll/i, /waits/, /Mostly empty/],
} satisfies FieldCase;
