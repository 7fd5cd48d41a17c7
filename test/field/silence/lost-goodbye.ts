import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/everruns/everruns/issues/603',
  reported:
    'Under load, one stream in sixteen loses the event before a planned reconnect. The client waits for ever on a connection that looks open. The server sent no heartbeat.',
  needed:
    'Nothing has come for so long, and the stream has no heartbeat: a page cannot tell a dead connection from a quiet one.',
  answer: (call) =>
    void eventStream(call, 'retry: 2000\n\nid: 1\nevent: connected\ndata: {"session":"a"}\n\n'),
  page() {
    const source = new EventSource('/stream');
    source.addEventListener('connected', () => {});
  },
  until: async (capture) => {
    await capture.until('chunk');
    await capture.until('fidelity');
  },
  later: 45_000,
  rows: [
    {
      is: { events: 1 },
      state: 'open',
      findings: ['note silence'],
      says: [/Nothing has come for 4\d s/, /comment line/],
      never: [/missing heartbeat/i, /closed by/i],
    },
  ],
} satisfies FieldCase;
