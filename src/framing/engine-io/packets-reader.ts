import { BodyReader } from '../reader.ts';
import { type Peek, RecordState } from '../record.ts';
import { engineIoPacket, isSocketIoPacket, type Packet, socketIoPacket } from './packet.ts';

const BASE64 = 0x62;
const ZERO = 0x30;
const LAST_TYPE = 6;

/** Packets that carry nothing where they are one digit. */
const SIGNS: Readonly<Record<number, string>> = {
  2: 'A ping asks for a sign of life, and carries nothing.',
  3: 'A pong is a sign of life, and carries nothing.',
  6: 'A noop ends a poll that is held, and carries nothing.',
};

/** Bytes of a packet by which it is named. */
const NAMED = 1200;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What all payloads of Engine.IO have in common: their records are packets. */
export abstract class PacketsReader extends BodyReader {
  override type(record: number, peek: Peek): string {
    return this.#packet(record, peek)?.type ?? '';
  }

  override id(record: number, peek: Peek): string {
    return this.#packet(record, peek)?.id ?? '';
  }

  why(record: number, peek: Peek): string | null {
    const [start, end] = this.data(record, peek);
    switch (this.state(record)) {
      case RecordState.Whole:
        return null;
      case RecordState.Quiet:
        return end === start
          ? 'No packet: the payload is empty.'
          : (SIGNS[(peek(start, end)[0] ?? 0) - ZERO] ?? null);
      case RecordState.Broken:
        return end === start
          ? 'An empty packet: a client takes it for a fault, and reads nothing behind it.'
          : 'It is no packet: none of the types 0 to 6, nor b, begins it. A client reads nothing behind it.';
      default:
        return 'Cut: the body ended before the packet was whole.';
    }
  }

  #packet(record: number, peek: Peek): Packet | null {
    const state = this.state(record);
    if (state !== RecordState.Whole && state !== RecordState.Quiet) return null;
    const [start, end] = this.data(record, peek);
    const begin = peek(start, Math.min(end, start + NAMED));
    const [first = 0] = begin;
    if (first === BASE64 || first === 4) return { type: 'binary message', id: '' };
    if (first <= LAST_TYPE) return engineIoPacket(String(first));
    const text = decoder.decode(begin);
    return isSocketIoPacket(text) ? socketIoPacket(text) : engineIoPacket(text);
  }
}

/** Whether a packet of text can begin so. */
export const isTextType = (first: number): boolean =>
  first === BASE64 || (first >= ZERO && first <= ZERO + LAST_TYPE);

/** Whether a packet of bytes can begin so. */
export const isBinaryType = (first: number): boolean => first <= LAST_TYPE;

/** What a packet is. @param first its first byte. */
export function packetState(first: number, length: number, isType: (first: number) => boolean): RecordState {
  if (length === 0 || !isType(first)) return RecordState.Broken;
  return length === 1 && SIGNS[first - ZERO] !== undefined ? RecordState.Quiet : RecordState.Whole;
}
