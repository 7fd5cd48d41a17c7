/** Asks again and again, as the lesson's plan says, and takes what the answers bring. */
import { config, done, got, note, streamUrl } from './lesson.js';

const { by, rounds, every = 0 } = config.page.poll;
let cursor = 't0';

function ask(round) {
  const url = new URL(streamUrl('poll'));
  if (by === 'query') url.searchParams.set('cursor', cursor);
  if (by === 'page') url.searchParams.set('page', String(round));
  if (by === 'header') return fetch(url, { headers: { 'x-cursor': cursor } });
  if (by !== 'body') return fetch(url);
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ channel: 'news', cursor }) });
}

function take(answer) {
  const list = Array.isArray(answer) ? answer : (answer.events ?? [answer]);
  for (const one of list) got({ type: one.type ?? '', data: JSON.stringify(one), lastEventId: one.id ?? '' });
  if (list.length === 0) note('an empty list');
}

for (let round = 1; round <= rounds; round++) {
  const began = performance.now();
  try {
    const response = await ask(round);
    cursor = response.headers.get('x-next') ?? cursor;
    if (response.status !== 200) note(`status ${response.status}`);
    else take(await response.json());
  } catch (error) {
    note(String(error));
  }
  const left = every - (performance.now() - began);
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
done();
