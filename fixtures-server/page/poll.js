/** Polls, and shows what the responses bring. */
import { config, done, got, note, streamUrl } from './lesson.js';
import { eventsOf, pollBy } from './polling.js';

function take(answer) {
  const events = eventsOf(answer);
  for (const event of events) got(event);
  if (events.length === 0) note('an empty list');
}

// More rounds than the lesson has, for who wants it to last: `&rounds=1000`.
const rounds = Number(new URLSearchParams(location.search).get('rounds') ?? config.page.poll.rounds);

await pollBy({ plan: { ...config.page.poll, rounds }, address: streamUrl('poll'), take, note });
done();
