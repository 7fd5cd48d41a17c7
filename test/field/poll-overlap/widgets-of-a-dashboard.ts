import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/tariqbuilds/linux-dash/issues/338',
  reported:
    'Each widget of a dashboard asks every second by one service. Where an answer takes longer, requests queue up.',
  needed:
    'A loop for each widget, since each asks for another module; and that each asks before it has its answer.',
  async answer({ response, nth, pause }) {
    await pause(1400);
    json(response, { load: nth });
  },
  async page() {
    const get = (module: string) => fetch(`/server/?module=${module}`).then((response) => response.json());
    const all: Promise<unknown>[] = [];
    const timers = ['cpu', 'ram', 'disk'].map((module) => setInterval(() => all.push(get(module)), 1000));
    await new Promise((done) => setTimeout(done, 7500));
    for (const timer of timers) clearInterval(timer);
    await Promise.all(all);
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    { is: { transport: 'poll', connections: 7 }, state: 'open', findings: [], never: [/side by side/] },
    { is: { transport: 'poll', connections: 7 }, state: 'open', findings: [], never: [/side by side/] },
    { is: { transport: 'poll', connections: 7 }, state: 'open', findings: [], never: [/side by side/] },
  ],
  requests: [],
} satisfies FieldCase;
