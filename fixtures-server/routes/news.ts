import { type PollResponse, responseAt } from '../polls.ts';
import type { ScenarioRequest, ScenarioResponse } from '../scenario.ts';

const answers: readonly PollResponse[] = [
  { held: 300, json: { events: [{ id: 11, type: 'news', text: 'first' }], next: 't1' } },
  { held: 600, json: { events: [], next: 't2' } },
  {
    held: 400,
    json: {
      events: [
        { id: 12, type: 'news', text: 'second' },
        { id: 13, type: 'price', value: 12.5 },
        {
          id: 12345678901234567890n.toString(),
          type: 'news',
          text: 'third, saved up with the two before it',
        },
      ],
      next: 't3',
    },
  },
  { held: 600, json: { events: [], next: 't4' } },
  { held: 1500, json: { events: [{ id: 14, type: 'news', text: 'last' }], next: 't5' } },
];

/** How many requests a page makes to get every response. */
export const newsRounds = answers.length;

/** Five responses with news, the cursor in the query; two of them are empty. */
export function news({ query }: ScenarioRequest): ScenarioResponse {
  return responseAt(query.get('cursor'), answers);
}
