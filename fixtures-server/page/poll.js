/** Polls, and shows what the responses bring. */
import { config, done, got, note, streamUrl } from './lesson.js';
import { eventsOf, pollBy } from './polling.js';

function take(answer) {
  const events = eventsOf(answer);
  for (const event of events) got(event);
  if (events.length === 0) note('an empty list');
}

await pollBy({ plan: config.page.poll, address: streamUrl('poll'), take, note });
done();
