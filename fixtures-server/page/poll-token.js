/** Polls with a token, and gets a new one where it is refused. */
import { config, done, got, note, streamUrl } from './lesson.js';
import { eventsOf } from './polling.js';

let keys = 0;
async function newToken() {
  const response = await fetch(streamUrl(`token?n=${++keys}`), { method: 'POST' });
  const { token } = await response.json();
  return token;
}

let token = await newToken();
let cursor = 't0';
for (let round = 1; round <= config.page.poll.rounds; round++) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(streamUrl(`poll?cursor=${cursor}`), { headers });
  if (response.status === 401) {
    note('status 401: a new token');
    token = await newToken();
    continue;
  }
  for (const event of eventsOf(await response.json())) got(event);
  cursor = response.headers.get('x-next') ?? cursor;
}
done();
