import { type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/BasedHardware/omi/issues/11694',
  reported:
    'More handshakes are refused than accepted: clients with tokens that died days ago try again and again.',
  needed:
    'Refused with 403, so many times since then, with these words: sign in again. The page itself gets no reason.',
  handshake: ({ tcp }) => refuse(tcp, '403 Forbidden', 'application/json', '{"detail":"Token expired"}'),
  async page() {
    for (let attempt = 0; attempt < 12; attempt++) {
      new WebSocket('/v4/listen?token=old');
      await new Promise((resolve) => setTimeout(resolve, 800));
    }
  },
  until: (capture) => capture.until('response', 12),
  rows: [
    {
      is: { connections: 12 },
      state: 'failed',
      findings: ['error socket-refused', 'warning socket-storm'],
      says: [/403/, /12/, /token|sign in|log in|login/i],
      never: [/Upgrade/],
    },
  ],
} satisfies FieldCase;
