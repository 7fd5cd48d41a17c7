import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/obot-platform/obot/pull/726',
  reported:
    'After a workflow is done its server ends the stream. The page’s EventSource asks for it again every few seconds, each time a new request to the API.',
  needed:
    'The whole answer comes again, so many times, each after its complete end. Close it at the closing event, or answer 204.',
  async answer(call) {
    const response = eventStream(call);
    for (const text of ['step\ndata: {"i":1}', 'step\ndata: {"i":2}', 'close\ndata: {}']) {
      response.write(`event: ${text}\n\n`);
      await call.pause(200);
    }
    response.end();
  },
  page() {
    const source = new EventSource('/runs/7/events');
    source.addEventListener('step', () => {});
    source.addEventListener('close', () => {});
  },
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'over',
      findings: ['warning answer-again'],
      says: [/3 times/, /close\(\)/, /204/],
      never: [/lost|storm/i],
    },
  ],
} satisfies FieldCase;
