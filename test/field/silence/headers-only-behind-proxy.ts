import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/garrytan/gbrain/issues/2547',
  reported:
    'A dashboard behind a tunnel says “connecting” for ever. Asked directly it opens at once. The server sent its headers and no byte until something happened, and the tunnel waited for that byte.',
  needed:
    'Through the tunnel: the request left, and no response has come for so long. Directly: headers came, and no byte since. A comment at once cures both.',
  answer(call) {
    if (call.path === '/direct') eventStream(call);
  },
  async page() {
    const direct = new EventSource('/direct');
    await new Promise((resolve) => {
      direct.onopen = resolve;
    });
    new EventSource('/proxied');
  },
  until: async (capture) => {
    await capture.until('response');
    await capture.until('request', 2);
    await capture.until('sent', 2);
  },
  later: 20_000,
  rows: [
    {
      is: { events: 0, name: 'direct' },
      state: 'open',
      findings: ['note silence'],
      says: [/Nothing has come since the response began, for 20 s/, /as soon as the stream begins/],
    },
    {
      is: { events: 0, name: 'proxied' },
      state: 'connecting',
      findings: [],
      says: [/has not answered/],
      never: [/six|waiting for a connection/i],
    },
  ],
} satisfies FieldCase;
