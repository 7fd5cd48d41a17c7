/** Polls in a worker, and passes on what the responses bring. */
import { eventsOf, pollBy } from './polling.js';

addEventListener(
  'message',
  async ({ data: { plan, address } }) => {
    const take = (answer) => {
      for (const event of eventsOf(answer)) postMessage({ event });
    };
    await pollBy({ plan, address, take, note: (note) => postMessage({ note }) });
    postMessage({ over: true });
  },
  { once: true },
);
