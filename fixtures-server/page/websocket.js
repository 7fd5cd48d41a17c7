/** Opens a WebSocket, sends what the lesson says, and closes it after `closeAfter` messages, or leaves that to the server. */
import { config, note } from './lesson.js';
import { gotFrame, openSocket } from './socket.js';

const { sends = [], closeAfter = Number.POSITIVE_INFINITY, code, reason } = config.page.socket ?? {};
let received = 0;

const socket = openSocket({
  // What the server wrote is shown as a table: not for the lesson of a frame that no table takes.
  showing: config.id !== 'ws-large',
  onMessage(data) {
    gotFrame(data);
    if (++received === closeAfter) socket.close(code, reason);
  },
});
socket.addEventListener('open', () => {
  for (const message of sends) {
    socket.send(typeof message === 'string' ? message : new Uint8Array(message));
    note(`sent: ${typeof message === 'string' ? message : `${message.length} bytes`}`);
  }
});
