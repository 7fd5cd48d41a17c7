import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { countOf, pause, write } from '../steps.ts';

const answer =
  'An event stream is only text: a few lines, a blank line, and the message is out. Everything else is patience. 🫖';

// Tokens as language models cut them: the space belongs to the word after it.
const tokens = answer.match(/ ?[^ ]+/g) ?? [];

function delta(content: Record<string, string>, finish: string | null): string {
  const choices = [{ index: 0, delta: content, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'lesson', choices })}\n\n`;
}

function* speak(ask: ScenarioRequest): Iterable<Step> {
  const every = countOf(ask, 'every', 40, 5000);
  yield write(delta({ role: 'assistant', content: '' }, null));
  for (const content of tokens) {
    yield pause(every);
    yield write(delta({ content }, null));
  }
  yield write(delta({}, 'stop'));
  yield pause(every);
  yield write('data: [DONE]\n\n');
}

export default {
  id: 'llm-tokens',
  name: 'Tokens of a language model',
  group: 'First steps',
  teaches:
    'A chat service’s response to a POST is an event stream: a small JSON delta for each token, and [DONE] at the end. EventSource cannot send a POST, so pages use fetch.',
  lookFor: 'a POST in Streams, an event for each token, JSON in Data, and a last event that is no JSON.',
  params: { every: 'milliseconds between tokens (40)' },
  page: { script: 'llm' },
  routes: { stream: (ask) => ({ steps: speak(ask) }) },
} satisfies Scenario;
