import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

/** Each room holds for a time of its own, so that the two are never in step. */
const answersOf = (room: string, held: number): readonly PollResponse[] => [
  { held, json: [{ id: `${room}-1`, room }] },
  { held, json: [] },
  { held, json: [{ id: `${room}-2`, room }] },
  { held, json: [] },
  { held, json: [{ id: `${room}-3`, room }] },
];
const red = answersOf('red', 450);
const blue = answersOf('blue', 620);

export default {
  id: 'poll-rooms',
  name: 'Two loops at one address',
  group: 'Polling',
  teaches:
    'The same line of a script polls for two rooms at one address, side by side. The room stays the same in a loop. It shows which request continues which.',
  lookFor: 'two rows, each with the messages of one room only.',
  page: { script: 'poll', poll: { by: 'query', rounds: red.length, rooms: ['red', 'blue'] } },
  routes: {
    poll: ({ query }) => responseAt(query.get('cursor'), query.get('room') === 'blue' ? blue : red),
  },
} satisfies Scenario;
