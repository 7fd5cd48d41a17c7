import { type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/mcdonc/klangk/issues/1232',
  reported: 'An address without its last slash is redirected with 308, and WebSockets do not follow.',
  needed: '308 to this address. A WebSocket follows no redirect: use that address.',
  handshake: ({ tcp }) => refuse(tcp, '308 Permanent Redirect\r\nlocation: /hosted/a/80/'),
  page: () => new WebSocket('/hosted/a/80'),
  until: (capture) => capture.until('end'),
  stillWrong:
    'Chromium reports neither the headers nor the body of a refused handshake: where it leads to is not known.',
  rows: [
    {
      state: 'failed',
      findings: ['error socket-refused'],
      says: [/308/, /follow no redirect/],
      never: [/Upgrade/],
    },
  ],
} satisfies FieldCase;
