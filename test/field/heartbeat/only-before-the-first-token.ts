import { askModel, eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/antirez/ds4/pull/238',
  reported: 'A local model server sends comments while it reads the prompt, and none while it reasons.',
  needed: 'Nothing, while tokens flow. At most that the stream can pause without a heartbeat.',
  async answer(call) {
    const stream = eventStream(call);
    for (let second = 0; second < 8; second++) {
      stream.write(': prefill\n\n');
      await call.pause(1000);
    }
    for (let token = 0; token < 60; token++) {
      if (token === 30) await call.pause(7000);
      stream.write(`data: {"d":"${token}"}\n\n`);
      await call.pause(100);
    }
    stream.end('data: [DONE]\n\n');
  },
  page: askModel,
  until: (capture) => capture.until('end'),
  rows: [{ is: { events: 61 }, state: 'over', findings: [], never: [/heartbeat is missing/i] }],
} satisfies FieldCase;
