import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/sergiodxa/remix-utils/pull/281',
  reported: 'Two hooks on one address open two streams, each with the same events.',
  needed: 'Three streams of one address are open at once, opened by one line. Each holds a TCP connection.',
  isLive: true,
  answer: (call) => void eventStream(call, 'event: ping\ndata: 1\n\nevent: users\ndata: 2\n\n'),
  page() {
    const open = (type: string) => new EventSource('/events').addEventListener(type, () => {});
    for (const type of ['ping', 'users', 'ping']) open(type);
  },
  until: (capture) => capture.until('chunk', 3),
  later: 5000,
  rows: Array.from(
    { length: 3 },
    () => ({ is: { connections: 1 }, state: 'open', findings: ['warning open-twice'] }) as const,
  ),
} satisfies FieldCase;
