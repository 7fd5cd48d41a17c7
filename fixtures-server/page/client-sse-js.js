/** Reads a stream with the package sse.js, which reconnects after a while where that is configured. */
import { SSE } from '/package/sse-js.js';
import { done, got, note, streamUrl } from './lesson.js';

const last = 'message 6';
const source = new SSE(streamUrl(), { autoReconnect: true, headers: { Accept: 'text/event-stream' } });
source.addEventListener('open', ({ responseCode }) => note(`open, status ${responseCode}`));
source.addEventListener('message', ({ data, lastEventId }) => {
  got({ type: 'message', data, lastEventId });
  if (data !== last) return;
  // It would continue for ever: a 204 does not stop it.
  source.close();
  done();
});
