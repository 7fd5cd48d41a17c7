/**
 * Packets of Engine.IO (protocols 3 and 4), and of Socket.IO (protocols 4 and 5) in them: what they are called, by their first
 * characters.
 */

export interface Packet {
  readonly type: string;
  /** Socket.IO's id of an acknowledgement; '' where there is none. */
  readonly id: string;
}

/** Engine.IO's packet types by their digit. */
const ENGINE_IO_TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
/** Socket.IO's packet types by their digit. */
const SOCKET_IO_TYPES = [
  'connect',
  'disconnect',
  'event',
  'ack',
  'connect error',
  'binary event',
  'binary ack',
] as const;

/** `<type>[<attachments>-][<namespace>,][<ack id>][payload]` */
const SOCKET_IO_PACKET = /^4([0-6])(?:\d+-)?(?:\/[^,[{]*,?)?(\d*)([[{].*)?$/s;
const EVENT_NAME = /^\[("(?:[^"\\]|\\.)*")/;

/** The packet in a text; null where it is none. */
export function engineIoPacket(text: string): Packet | null {
  const type = ENGINE_IO_TYPES[Number(text[0] ?? 'x')];
  return type === undefined ? null : { type, id: '' };
}

/** The packet of Socket.IO in a text that is one of Engine.IO; that of Engine.IO where it is none; null where it is neither. */
export function socketIoPacket(text: string): Packet | null {
  const packet = engineIoPacket(text);
  const match = packet?.type === 'message' ? SOCKET_IO_PACKET.exec(text) : null;
  if (!match || !packet) return packet;
  const [, digit = '', id = '', payload = ''] = match;
  const kind = SOCKET_IO_TYPES[Number(digit)] ?? packet.type;
  const name = kind.endsWith('event') ? EVENT_NAME.exec(payload)?.[1] : undefined;
  return { type: name === undefined ? kind : `${kind} ${unquoted(name)}`, id };
}

/** Whether a text is a packet of Socket.IO: an event is a list, a connect an object or nothing. “42” alone is a plain message. */
export function isSocketIoPacket(text: string): boolean {
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
