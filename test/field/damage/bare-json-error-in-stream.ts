import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/lemonade-sdk/lemonade/issues/2826',
  reported:
    'Too long a prompt: the client sees an empty stream, while the log of the server has a clear error.',
  needed: 'The error stands in the stream without a field name, so that no client reads it. It says this.',
  answer(call) {
    const stream = eventStream(
      call,
      '{"error":{"code":400,"message":"request (19185 tokens) exceeds the available context size (16384 tokens)","type":"invalid_request"}}',
    );
    stream.end();
  },
  page: () =>
    fetch('/v1/chat', { method: 'POST', headers: { accept: 'text/event-stream' }, body: '{}' }).then(
      (response) => response.text(),
    ),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { events: 0 },
      state: 'over',
      findings: ['error text-without-field'],
      says: [/server wrote an error into the stream.*exceeds the available context size/],
    },
  ],
} satisfies FieldCase;
