import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/freenet/freenet-core/issues/5213',
  reported:
    'With six apps open, each in its tab, the seventh never loads. Nothing fails and nothing says why.',
  needed:
    'Six requests to the host are under way, three of them without a response so far. The next one waits in the browser.',
  async answer(call) {
    if (call.path.startsWith('/late')) await call.pause(60_000);
    eventStream(call, ': open\n\n');
  },
  page() {
    for (let tab = 0; tab < 3; tab++) new EventSource(`/app?tab=${tab}`);
    for (let tab = 3; tab < 6; tab++)
      void fetch(`/late?tab=${tab}`, { headers: { accept: 'text/event-stream' } });
    setTimeout(() => new EventSource('/app?tab=6'), 1500);
  },
  until: async (capture) => {
    await capture.until('chunk', 3);
    await capture.until('request', 7);
  },
  later: 3000,
  rows: [
    ...Array.from(
      { length: 3 },
      () => ({ state: 'connecting', findings: [], says: [/has not answered/] }) as const,
    ),
    { state: 'open', findings: [] },
    ...Array.from({ length: 2 }, () => ({ state: 'open', findings: ['warning six-connections'] }) as const),
    {
      state: 'waiting',
      findings: ['error six-connections'],
      says: [/6 are open .*late\?tab=3.*app\?tab=0/],
      never: [/server has not answered/],
    },
  ],
} satisfies FieldCase;
