/** Blocks the page's thread for as long as an event of type "block" says, in milliseconds. */
import { done, got, note, streamUrl } from './lesson.js';

const source = new EventSource(streamUrl());
source.onopen = () => note('open');
source.onmessage = got;
source.addEventListener('block', (event) => {
  got(event);
  note(`busy for ${event.data} ms`);
  const until = performance.now() + Number(event.data);
  while (performance.now() < until);
});
source.onerror = () => {
  note(`error, readyState ${source.readyState}`);
  source.close();
  done();
};
