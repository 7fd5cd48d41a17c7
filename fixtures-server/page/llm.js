/** Sends a prompt as chat clients do, and puts the text together from its deltas. */
import { done, got, note, streamUrl } from './lesson.js';
import { readStream } from './read.js';

let answer = '';

const response = await fetch(streamUrl(), {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
  body: JSON.stringify({
    model: 'lesson',
    stream: true,
    messages: [{ role: 'user', content: 'What is an event stream?' }],
  }),
});
note(`status ${response.status}`);
await readStream(response, (event) => {
  got(event);
  if (event.data !== '[DONE]') answer += JSON.parse(event.data).choices[0].delta.content ?? '';
});
note(`The answer: ${answer}`);
done();
