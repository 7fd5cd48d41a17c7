/** What the pages of the WebSocket lessons share: opening one, and noting what it receives. */
import { config, done, got, note, streamUrl } from './lesson.js';

/** Bytes up to this many are noted one by one. */
const few = 64;

function textOf(data) {
  if (typeof data === 'string') return data;
  if (data.byteLength > few) return `${data.byteLength.toLocaleString('en')} bytes`;
  return Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Opens the lesson's socket; the lesson is done when it is closed. */
export function openSocket({ showing = true, onMessage }) {
  const { path = 'socket', protocols = [] } = config.page.socket ?? {};
  const socket = new WebSocket(streamUrl(path).replace(/^http/, 'ws'), protocols);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => note(socket.protocol ? `open, subprotocol ${socket.protocol}` : 'open');
  socket.onerror = () => note('error');
  socket.onmessage = ({ data }) => onMessage(data);
  socket.onclose = ({ code, reason, wasClean }) => {
    window.closing = { code, reason, wasClean };
    note(`close: code ${code}, reason “${reason}”, ${wasClean ? 'clean' : 'not clean'}`);
    done('Done.', { showing });
  };
  return socket;
}

/** Notes a message, as the page's script received it. */
export function gotFrame(data) {
  got({ type: typeof data === 'string' ? 'text' : 'binary', data: textOf(data), lastEventId: '' });
}
