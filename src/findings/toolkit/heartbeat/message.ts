import { Opcode, type WebSocketMember } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';

/** Bytes that a heartbeat has at most, as a text and as a binary message. */
const MAX_TEXT = 256;
const MAX_BINARY = 64;
/** Characters of a text that is a heartbeat's word alone. */
const MAX_ALONE = 64;

const WORD =
  '(?:[Pp]ing|[Pp]ong|PING|PONG|[Hh]eart[-_ ]?[Bb]eat|HEART_?BEAT|[Kk]eep[-_ ]?[Aa]live|KEEP_?ALIVE|[Aa]live|[Nn]o-?op|NOOP)';
/** A word of its own, or the end or the beginning of one in camel case: “pusher:ping”, “HeartbeatAck”, never “shopping”. */
const OWN_WORD = `(?:(?<![A-Za-z])${WORD}|(?<=[a-z])(?=[A-Z])${WORD})(?![a-z])`;

/** `ping`, `PING :host` */
const ALONE = new RegExp(`^[^A-Za-z]*${WORD}(?![A-Za-z])(?:[^A-Za-z]*$| :)`);
/** A text in JSON that names it, unless it is the name of a member: `{"type":"ping"}`, `[5,"hb"]`. */
const NAMED = new RegExp(`"(?:[^"]{0,32}${OWN_WORD}[^"]{0,32}|ka|hb|KA|HB)"(?!\\s*:)`);
/** `{"ping":1700000000}` */
const ONLY_MEMBER = new RegExp(`^\\{\\s*"${WORD}"\\s*:[^,{]*\\}$`);
/** Discord's gateway: 1 is a heartbeat, 11 its acknowledgement. */
const OP = /^\{(?:"(?:t|s|d)":(?:null|\d+),)*"op":\s?(?:1|11)(?:,"(?:t|s|d)":(?:null|\d+))*\}$/;
/** SignalR: message type 6; its classic form and Centrifugo send an empty object, STOMP a line end, SockJS “h”, TradingView ~h~1. */
const KNOWN = /^(?:(?:~m~\d+~m~)?~h~\d+|\{"type":6\}\u001e|\{\}|\s*|h|a\["(?:\\n)?"\])$/;
/** A sign without a word: “.”, a heart. */
const SIGN = /^[^\p{L}\p{N}]{1,3}$/u;
/** Phoenix replies to a heartbeat on the topic of its own. */
const PHOENIX = /"phoenix"\s*,\s*"(?:phx_reply|heartbeat)"|"topic"\s*:\s*"phoenix"/;
/** Engine.IO: ping and pong. */
const ENGINE_IO = /^[23]$/;
/** MQTT: PINGREQ and PINGRESP. SignalR in MessagePack: message type 6. As text of a byte a character. */
const BINARY = /^(?:[\xc0\xd0]\x00|\x02\x91\x06)$/;
const IN_BINARY = new RegExp(OWN_WORD);

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A message that is a sign of life and nothing else. */
export interface HeartbeatMessage {
  /** What it has in common with others of its kind: texts with digits, and numbers, are left out. */
  readonly kind: string;
  /** What it is called in a sentence. */
  readonly name: string;
}

/**
 * What kind of heartbeat a frame is, by its name or by the protocol that is known for it; null for any other message. Data
 * that only comes evenly is no heartbeat: it may have nothing more to say.
 */
export function heartbeatOf(socket: WebSocketMember, frame: number): HeartbeatMessage | null {
  const { frames } = socket.tape;
  const opcode = frames.opcode(frame);
  if (opcode === Opcode.Ping) return { kind: 'ping', name: 'a ping of the protocol' };
  if (opcode === Opcode.Pong) return { kind: 'pong', name: 'a pong of the protocol' };
  const length = frames.length(frame);
  if (length !== frames.kept(frame)) return null;
  if (opcode === Opcode.Binary && length <= MAX_BINARY) return ofBinary(frames.payload(frame));
  if (opcode !== Opcode.Text || length > MAX_TEXT) return null;
  const text = utf8.decode(frames.payload(frame));
  return isHeartbeatText(text, socket.framing) ? { kind: kindOf(text), name: nameOf(text) } : null;
}

function isHeartbeatText(text: string, framing: WebSocketMember['framing']): boolean {
  if (framing === 'engine.io' || framing === 'socket.io')
    return ENGINE_IO.test(text) || (text.startsWith('42') && NAMED.test(text));
  if (KNOWN.test(text) || SIGN.test(text)) return true;
  if (text.length <= MAX_ALONE && ALONE.test(text)) return true;
  const first = text[0];
  const isJson = first === '{' || first === '[' || first === '"' || first === 'a';
  return (
    isJson && (NAMED.test(unescaped(text)) || ONLY_MEMBER.test(text) || OP.test(text) || PHOENIX.test(text))
  );
}

/** SockJS has its messages as texts in a list. */
function unescaped(text: string): string {
  return text.startsWith('a[') ? text.replaceAll('\\"', '"') : text;
}

function ofBinary(bytes: Uint8Array): HeartbeatMessage | null {
  const text = String.fromCharCode(...bytes);
  if (!BINARY.test(text) && !/^[\r\n]+$/.test(text) && !IN_BINARY.test(text)) return null;
  return { kind: `binary ${kindOf(text)}`, name: `a binary message of ${plural(bytes.length, 'byte')}` };
}

function nameOf(text: string): string {
  return text === '' ? 'an empty message' : quoted(text, 60);
}

function kindOf(text: string): string {
  return text.replace(/"[^"]*\d[^"]*"/g, '"#"').replace(/\d+(?:\.\d+)?/g, '#');
}
