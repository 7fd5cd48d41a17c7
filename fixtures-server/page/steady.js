/** Computes the delay of each event from the time that it carries; server and page share one machine's clock. */
import { done, note, streamUrl } from './lesson.js';

window.receivedCount = 0;
window.lastAt = 0;
window.delays = [];

const source = new EventSource(streamUrl());
source.onmessage = ({ data }) => {
  window.lastAt = performance.timeOrigin + performance.now();
  window.receivedCount++;
  window.delays.push(window.lastAt - Number(data));
};

source.addEventListener('done', () => {
  source.close();
  const sorted = window.delays.toSorted((a, b) => a - b);
  const at = (share) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
  note(
    `${sorted.length.toLocaleString('en')} events; delay: half within ${at(0.5)} ms, 95 % within ${at(0.95)} ms`,
  );
  done('Done.', { showing: false });
});
source.onerror = () => {
  source.close();
  note('error before the end');
  done('Failed.', { showing: false });
};
