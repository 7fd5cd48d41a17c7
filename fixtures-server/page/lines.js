/** Reads the response to a POST line by line, each line as JSON. */
import { done, got, note, streamUrl } from './lesson.js';

const response = await fetch(streamUrl(), { method: 'POST', body: '{"question":"What is the answer?"}' });
note(`status ${response.status}, ${response.headers.get('content-type')}`);

function read(line) {
  if (line.trim() === '') return;
  try {
    const { id, type, text } = JSON.parse(line);
    got({ type, data: text, lastEventId: id });
  } catch (error) {
    note(`no JSON: ${line} (${error.message})`);
  }
}

let rest = '';
const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
for (let part = await reader.read(); !part.done; part = await reader.read()) {
  const lines = (rest + part.value).split('\n');
  rest = lines.pop();
  for (const line of lines) read(line);
}
read(rest);
note('the response is over');
done();
