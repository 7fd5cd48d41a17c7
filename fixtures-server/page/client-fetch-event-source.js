/** Reads a stream with the package @microsoft/fetch-event-source, which reconnects after an error. */
import { fetchEventSource } from '/package/fetch-event-source.js';
import { done, got, note, streamUrl } from './lesson.js';

class Over extends Error {}

await fetchEventSource(streamUrl(), {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ topic: 'weather' }),
  // A tab in the background would be left without its stream.
  openWhenHidden: true,
  async onopen(response) {
    note(`open, status ${response.status}`);
    if (response.status !== 200) throw new Over();
  },
  onmessage: ({ event, data, id }) => {
    // Before every event the package hands on what is not one.
    if (data !== '') got({ type: event || 'message', data, lastEventId: id });
  },
  onclose() {
    throw new Error('the server ended the stream');
  },
  onerror(error) {
    note(`error: ${error.message || 'over'}`);
    if (error instanceof Over) throw error;
  },
}).catch(() => {});
done();
