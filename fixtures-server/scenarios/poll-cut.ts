import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';
import { cut, pause, reset, write } from '../steps.ts';

const part = '{"events":[{"id":21,"text":"whole"},{"id":22,"te';

const answers: readonly PollResponse[] = [
  { held: 500, json: { events: [{ id: 20, text: 'before' }] } },
  { held: 500, json: { events: [] } },
  { held: 300, headers: { 'content-length': '200' }, steps: [write(part), pause(60), cut] },
  { held: 300, steps: [write(part), pause(60), cut] },
  { held: 300, steps: [write(part), pause(60), reset] },
  { held: 300, json: { events: [{ id: 21, text: 'whole' }] } },
];

export default {
  id: 'poll-cut',
  name: 'Responses that break off',
  group: 'Polling',
  teaches:
    'A response can be shorter than its Content-Length, a chunked one can lack its end, and a TCP connection can be reset. The page gets an error and none of the text, though part of it came.',
  lookFor: 'the rows marked as truncated, with the part that came, and the outcome in Connections.',
  page: { script: 'poll', poll: { by: 'query', rounds: answers.length } },
  routes: { poll: ({ query }) => responseAt(query.get('cursor'), answers) },
} satisfies Scenario;
