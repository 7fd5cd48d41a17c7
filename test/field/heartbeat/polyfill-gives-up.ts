import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Yaffle/EventSource/issues/193',
  reported: 'A task takes five minutes. The client closes the stream and asks again every 45 seconds.',
  needed:
    'The page itself ended each request, each after the same time without a byte. It is the time-out of the client.',
  answer: (call) => void eventStream(call),
  async page() {
    for (let round = 0; round < 4; round++) {
      const giveUp = new AbortController();
      setTimeout(() => giveUp.abort(), 4500);
      await fetch('/task', { headers: { accept: 'text/event-stream' }, signal: giveUp.signal })
        .then((response) => response.text())
        .catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  },
  until: (capture) => capture.until('end', 4),
  stillWrong:
    'That each was ended after the same time without a byte is said nowhere: each is a row that the page closed.',
  rows: Array.from(
    { length: 4 },
    () =>
      ({
        is: { events: 0 },
        state: 'over',
        findings: [],
        says: [/by the page/i],
        never: [/proxy/i],
      }) as const,
  ),
} satisfies FieldCase;
