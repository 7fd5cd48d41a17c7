/** Counts a flood, and does nothing else: whatever this page did for each event would be part of every measurement. */
import { done, note, say, streamUrl } from './lesson.js';
import { readStream } from './read.js';

const via = new URLSearchParams(location.search).get('via') === 'fetch' ? 'fetch' : 'eventsource';

window.receivedCount = 0;
window.inOrder = true;
window.firstAt = 0;
window.lastAt = 0;

const now = () => performance.timeOrigin + performance.now();

function count(event) {
  window.lastAt = now();
  if (window.receivedCount++ === 0) window.firstAt = window.lastAt;
  if (event.lastEventId !== String(window.receivedCount)) window.inOrder = false;
}

function finish() {
  window.lastAt = now();
  const ms = Math.round(window.lastAt - window.firstAt);
  const order = window.inOrder ? 'all in order' : 'OUT OF ORDER';
  note(
    `${window.receivedCount.toLocaleString('en')} events by ${via} in ${ms.toLocaleString('en')} ms, ${order}`,
  );
  done('Done.', { showing: false });
}

say(`Running by ${via}…`);
if (via === 'fetch') {
  const response = await fetch(streamUrl(), { headers: { accept: 'text/event-stream' } });
  await readStream(response, (event) => (event.type === 'done' ? finish() : count(event)));
} else {
  const source = new EventSource(streamUrl());
  source.onmessage = count;
  source.addEventListener('done', () => {
    source.close();
    finish();
  });
  source.onerror = () => {
    source.close();
    note('error before the end');
    done('Failed.', { showing: false });
  };
}
