/**
 * Packets that libraries write into WebSocket frames: Engine.IO (protocol 4) and Socket.IO (protocol 5) on top of it.
 * Whether a WebSocket carries them is decided for the WebSocket as a whole, by its first frames: a text that happens to begin
 * with a digit proves nothing.
 */
export type Framing = 'undecided' | 'none' | 'engine.io' | 'socket.io';

export interface Packet {
  readonly type: string;
  /** Socket.IO's id of an acknowledgement; '' where there is none. */
  readonly id: string;
}

/** Engine.IO protocol 4, packet types by their digit. */
const ENGINE_IO_TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
/** Socket.IO protocol 5, packet types by their digit. */
const SOCKET_IO_TYPES = [
  'connect',
  'disconnect',
  'event',
  'ack',
  'connect error',
  'binary event',
  'binary ack',
] as const;

/** The handshake of Engine.IO is its first packet: `0{"sid":…}`. */
const HANDSHAKE = /^0\{.*"sid"/s;
/** An upgrade from polling begins with a probe instead. */
const PROBE = /^2probe$/;
/** `<type>[<attachments>-][<namespace>,][<ack id>][payload]` */
const SOCKET_IO_PACKET = /^4([0-6])(?:\d+-)?(?:\/[^,[{]*,?)?(\d*)([[{].*)?$/s;
const EVENT_NAME = /^\[("(?:[^"\\]|\\.)*")/;

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
  if (before === 'none' || before === 'socket.io') return before;
  if (before === 'undecided') {
    const told = HANDSHAKE.test(text) || PROBE.test(text);
    if (!told && !(begun && isEngineAddress(url) && /^[0-6]/.test(text))) return 'none';
  }
  return text.startsWith('4') && isSocketIoPacket(text) ? 'socket.io' : 'engine.io';
}

/** The packet in a text frame; null where the WebSocket carries neither, or this frame is none. */
export function packetOf(framing: Framing, text: string): Packet | null {
  if (framing !== 'engine.io' && framing !== 'socket.io') return null;
  const type = ENGINE_IO_TYPES[Number(text[0] ?? 'x')];
  if (type === undefined) return null;
  const match = framing === 'socket.io' && type === 'message' ? SOCKET_IO_PACKET.exec(text) : null;
  if (!match) return { type, id: '' };
  const [, digit = '', id = '', payload = ''] = match;
  const kind = SOCKET_IO_TYPES[Number(digit)] ?? type;
  const name = kind.endsWith('event') ? EVENT_NAME.exec(payload)?.[1] : undefined;
  return { type: name === undefined ? kind : `${kind} ${unquoted(name)}`, id };
}

/** Engine.IO's clients always have these in the query. */
function isEngineAddress(url: string | undefined): boolean {
  return url !== undefined && /[?&]EIO=\d/.test(url) && /[?&]transport=websocket\b/.test(url);
}

/** An event is a list, a connect an object or nothing: “42” alone is a plain Engine.IO message. */
function isSocketIoPacket(text: string): boolean {
  const match = SOCKET_IO_PACKET.exec(text);
  if (!match) return false;
  const [, digit, , payload = ''] = match;
  if (digit === '0' || digit === '1') return payload === '' || payload.startsWith('{');
  return payload !== '';
}

function unquoted(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}
