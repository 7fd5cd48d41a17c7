import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/dunglas/mercure/issues/478',
  reported:
    'A page subscribes to the hub’s page for debugging instead of the address for subscribers, and gets HTML.',
  needed: 'What answers at this address is a page of HTML with that title: the address is wrong.',
  answer({ response }) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      '<!doctype html>\n<html><head><title>Hub debugger</title></head><body><h1>Publish</h1></body></html>',
    );
  },
  page: () => new EventSource('/.well-known/hub/ui/?topic=books'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 200, events: 0, discarded: 0 },
      state: 'failed',
      findings: ['error wrong-type'],
      says: [/text\/html/, /Hub debugger/, /Look at the address/],
      never: [/field/i],
    },
  ],
} satisfies FieldCase;
