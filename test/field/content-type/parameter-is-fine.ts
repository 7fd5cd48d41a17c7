import type { FieldCase } from '../case.ts';

/** A near miss: a type may have parameters. */
export default {
  source: 'https://github.com/Yaffle/EventSource/pull/154',
  reported:
    'A server adds a parameter to the type, for what its events hold. A polyfill refused that; browsers do not.',
  needed: 'Nothing: the browser opened the stream.',
  async answer({ response, pause }) {
    response.writeHead(200, {
      'content-type': 'text/event-stream;element-type="application/json"',
      'cache-control': 'no-store',
    });
    for (let n = 1; ; n++) {
      response.write(`data: {"n":${n}}\n\n`);
      await pause(500);
    }
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk', 4),
  rows: [{ is: { events: 4 }, state: 'open', findings: [], never: [/type|charset/i] }],
} satisfies FieldCase;
