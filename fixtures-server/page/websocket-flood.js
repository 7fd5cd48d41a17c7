/** Counts a flood of frames, and does nothing else. */
import { note } from './lesson.js';
import { openSocket } from './socket.js';

window.receivedCount = 0;
window.inOrder = true;

const socket = openSocket({
  showing: false,
  onMessage(data) {
    window.receivedCount++;
    if (new DataView(data).getUint32(0) !== window.receivedCount) window.inOrder = false;
  },
});
socket.addEventListener('close', () => {
  const order = window.inOrder ? 'all in order' : 'OUT OF ORDER';
  note(`${window.receivedCount.toLocaleString('en')} frames, ${order}`);
});
