/** Reads the response to a POST as an event stream. */
import { done, got, note, streamUrl } from './lesson.js';
import { readStream } from './read.js';

const response = await fetch(streamUrl(), {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
  body: JSON.stringify({ topic: 'weather', since: 17 }),
});
note(`status ${response.status}`);
await readStream(response, got);
note('the stream is over');
done();
