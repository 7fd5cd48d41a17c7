/** Opens the lesson's stream on the other origin. */
import { config, done, got, note, streamUrl } from './lesson.js';

const source = new EventSource(streamUrl(`/s/${config.id}/stream`, config.origins.other));
source.onopen = () => note('open');
source.onmessage = got;
source.onerror = () => {
  note(`error, readyState ${source.readyState}: that is all the page learns`);
  source.close();
  done();
};
