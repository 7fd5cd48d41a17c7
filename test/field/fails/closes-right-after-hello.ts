import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/prokube/pk-opencode-webui/issues/424',
  reported:
    'Both streams of a chat connect, get one greeting, end, and connect again in a loop. Live text shows only after a reload. The proxy was suspected; the back end itself closed them.',
  needed: 'Each lived so long, got one event, and was ended by the server; all of them, again and again.',
  answer: (call) => void eventStream(call).end('data: {"type":"server.connected","properties":{}}\n\n'),
  async page() {
    new EventSource('/event');
    for (let round = 0; round < 12; round++) {
      await (await fetch('/global', { headers: { accept: 'text/event-stream' } })).text();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  },
  until: (capture) => capture.until('end', 17),
  rows: [
    {
      is: { connections: 12 },
      state: 'over',
      findings: ['warning one-event-each', 'warning reconnect-storm'],
      says: [/ended by the server/, /one event each/],
      never: [/time-out|buffer/i],
    },
    {
      is: { connections: 5 },
      state: 'over',
      findings: ['warning one-event-each'],
      never: [/time-out|buffer|lost/i],
    },
  ],
} satisfies FieldCase;
