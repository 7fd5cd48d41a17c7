/** Blocks the page's thread for half a second at the first message. */
import { done, got, note, streamUrl } from './lesson.js';

const source = new EventSource(streamUrl());
source.onopen = () => note('open');
source.onmessage = (event) => {
  got(event);
  if (event.lastEventId !== '0') return;
  note('busy for 500 ms');
  const until = performance.now() + 500;
  while (performance.now() < until);
};
source.onerror = () => {
  note(`error, readyState ${source.readyState}`);
  source.close();
  done();
};
