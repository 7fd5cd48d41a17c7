import { streamUrl } from './lesson.js';
import { takeRelayed } from './relayed.js';

/** Adds the iframe that opens the stream, and shows what it passes on. */
export function addFrame(base) {
  const frame = document.createElement('iframe');
  frame.title = 'The frame that opens the stream';
  frame.src = streamUrl('frame', base);
  addEventListener('message', ({ data, source }) => {
    if (source === frame.contentWindow) takeRelayed(data);
  });
  document.querySelector('.bar').after(frame);
}
