/** A stream that can be left and come back to. */
import { button, config, done, got, note, streamUrl } from './lesson.js';

const source = new EventSource(streamUrl());
source.onopen = () => note('open');
source.onmessage = got;
source.onerror = () => {
  note(`error, readyState ${source.readyState}: the browser did not keep the connection`);
  source.close();
  done();
};

button('Leave this page', () => location.assign(`/s/${config.id}/away`));

addEventListener('pagehide', ({ persisted }) => note(persisted ? 'going to sleep' : 'going for good'));
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) note('awake again');
});
