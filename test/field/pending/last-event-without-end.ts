import { askModel, eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/openai/openai-node/issues/2725',
  reported:
    'Behind a gateway the last event has one line end, and the stream ends. The client never sees why the answer finished.',
  needed: 'The last message was lost for want of a blank line. Its text is this.',
  isLive: true,
  answer(call) {
    const stream = eventStream(call, 'data: {"choices":[{"delta":{"content":"Hi"}}]}\n\n');
    stream.end('data: {"choices":[{"finish_reason":"stop"}]}\n');
  },
  page: askModel,
  until: (capture) => capture.until('end'),
  rows: [
    { is: { events: 1, discarded: 1 }, state: 'over', findings: ['error lost-at-end'], says: [/blank line/] },
  ],
} satisfies FieldCase;
