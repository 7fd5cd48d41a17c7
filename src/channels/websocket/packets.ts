import {
  engineIoPacket,
  isSocketIoPacket,
  type Packet,
  socketIoPacket,
  sockJsFrame,
  sockJsTransport,
} from '../../framing/index.ts';

/**
 * Packets that libraries write into WebSocket frames: Engine.IO (protocol 4), Socket.IO (protocol 5) on top of it, and SockJS.
 * Whether a WebSocket carries them is decided for the WebSocket as a whole, by its first frames: a text that happens to begin
 * with a digit proves nothing.
 */
export type Framing = 'undecided' | 'none' | 'engine.io' | 'socket.io' | 'sockjs';

/** The handshake of Engine.IO is its first packet: `0{"sid":…}`. */
const HANDSHAKE = /^0\{.*"sid"/s;
/** An upgrade from polling begins with a probe instead. */
const PROBE = /^2probe$/;

/**
 * The protocol on the WebSocket, after one more text frame.
 * @param begun whether its first frame is not on the tape, so that only the address shows it.
 */
export function framingAfter(
  before: Framing,
  text: string,
  url: string | undefined,
  begun: boolean,
): Framing {
  if (before !== 'undecided' && before !== 'engine.io') return before;
  if (before === 'undecided') {
    // Only its own address proves that an “o” opens a session of SockJS.
    if (sockJsTransport(url) === 'websocket' && (begun || text === 'o')) return 'sockjs';
    const told = HANDSHAKE.test(text) || PROBE.test(text);
    if (!told && !(begun && isEngineAddress(url) && /^[0-6]/.test(text))) return 'none';
  }
  return text.startsWith('4') && isSocketIoPacket(text) ? 'socket.io' : 'engine.io';
}

/** The packet in a text frame; null where the WebSocket carries none, or this frame is none. */
export function packetOf(framing: Framing, text: string): Packet | null {
  if (framing === 'sockjs') {
    const type = sockJsFrame(text);
    return type === null ? null : { type, id: '' };
  }
  if (framing === 'socket.io') return socketIoPacket(text);
  return framing === 'engine.io' ? engineIoPacket(text) : null;
}

/** Engine.IO's clients always have these in the query. */
function isEngineAddress(url: string | undefined): boolean {
  return url !== undefined && /[?&]EIO=\d/.test(url) && /[?&]transport=websocket\b/.test(url);
}
