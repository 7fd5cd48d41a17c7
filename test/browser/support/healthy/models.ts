/** What servers of language models write, a text an event: the shapes of their documentation. */
import { json, many } from './writing.ts';

const words = 'The quick brown fox jumps over the lazy dog and then it rests a while in the sun'.split(' ');
const named = (value: { readonly type: string; readonly [field: string]: unknown }): string =>
  `event: ${value.type}\n${json(value)}`;

export const anthropic: readonly string[] = [
  named({
    type: 'message_start',
    message: { id: 'msg_1', role: 'assistant', content: [], usage: { input_tokens: 9 } },
  }),
  named({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
  named({ type: 'ping' }),
  ...words.map((text) =>
    named({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  ),
  named({ type: 'content_block_stop', index: 0 }),
  named({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn' },
    usage: { output_tokens: 17 },
  }),
  named({ type: 'message_stop' }),
];
export const openAi: readonly string[] = [
  ...words.map((content) =>
    json({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta: { content }, finish_reason: null }],
    }),
  ),
  json({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
  }),
  'data: [DONE]\n\n',
];
export const responses: readonly string[] = [
  named({
    type: 'response.created',
    sequence_number: 0,
    response: { id: 'resp_1', status: 'in_progress' },
  }),
  ...words.map((delta, i) =>
    named({
      type: 'response.output_text.delta',
      sequence_number: i + 1,
      item_id: 'msg_1',
      output_index: 0,
      content_index: 0,
      delta,
    }),
  ),
  named({
    type: 'response.completed',
    sequence_number: words.length + 1,
    response: { id: 'resp_1', status: 'completed' },
  }),
];
export const aiSdk: readonly string[] = [
  json({ type: 'start', messageId: 'm1' }),
  json({ type: 'text-start', id: 't1' }),
  ...words.map((delta) => json({ type: 'text-delta', id: 't1', delta })),
  json({ type: 'text-end', id: 't1' }),
  json({ type: 'finish' }),
  'data: [DONE]\n\n',
];
export const gemini: readonly string[] = words.map(
  (text) =>
    `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }], role: 'model' } }] })}\r\n\r\n`,
);
export const openRouter: readonly string[] = [...many(3, () => ': OPENROUTER PROCESSING\n\n'), ...openAi];
