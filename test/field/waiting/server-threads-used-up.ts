import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/icing/mod_h2/issues/232',
  reported:
    'After some streams were closed by the page, further requests stay pending until a time-out of the server.',
  needed:
    'The request did leave, and the server has not answered for so long. The browser holds nothing back.',
  answer(call) {
    if (call.nth <= 3) eventStream(call, 'data: 1\n\n');
  },
  page() {
    const early = [0, 1, 2].map((nth) => new EventSource(`/s?nth=${nth}`));
    let opened = 0;
    for (const source of early) {
      source.onmessage = () => {
        source.close();
        if (++opened === 3) new EventSource('/s?nth=3');
      };
    }
  },
  until: (capture) => capture.until('sent', 4),
  later: 8000,
  rows: [
    ...Array.from({ length: 3 }, () => ({ state: 'over', findings: [] }) as const),
    {
      state: 'connecting',
      findings: [],
      says: [/server has not answered/],
      never: [/browser holds|all .*connections/],
    },
  ],
} satisfies FieldCase;
