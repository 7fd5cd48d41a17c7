import { HEX_PREVIEW, hexOf } from '../../format/hex.ts';
import { count } from '../../format/numbers.ts';
import { PREVIEW, preview } from '../../format/preview.ts';
import { countColumn, firstNotBefore, toBase64 } from '../../tape/index.ts';
import { noteCells, noteText } from '../connection/notes.ts';
import { injectedCells, injectedPayload, injectedSize, injectedText } from '../injected/row.ts';
import type { ChannelRows, RowText } from '../model/channel.ts';
import { type EventRow, MAX_PAYLOAD, type Payload } from '../model/events.ts';
import { closeText, readClose } from './close.ts';
import { frameName, Opcode } from './frames.ts';
import { jsonType, MAX_SCANNED } from './json-type.ts';
import { packetOf } from './packets.ts';
import type { WebSocketState } from './state.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The rows of a socket: its frames, and here and there a fact among them (a note, or what the user sent). Only the
 * facts' places are kept; which frame a row is follows from counting.
 */
export class WebSocketRows implements ChannelRows {
  readonly #webSocket: WebSocketState;
  #noteKeys = countColumn();
  #noteFacts = countColumn();
  readonly comments = 0;
  readonly hasPending = false;

  constructor(socket: WebSocketState) {
    this.#webSocket = socket;
  }

  get count(): number {
    const { traffic } = this.#webSocket;
    return traffic.sent.frames + traffic.received.frames + this.#noteKeys.length;
  }

  /** A fact that has a row of its own comes next. @param fact its number on the connection's tape. */
  addNote(fact: number): void {
    const key = this.count;
    this.#noteFacts.push(fact);
    this.#noteKeys.push(key);
  }

  /** Key of the row with the payload byte at `offset`; null where none is. */
  holding(offset: number): number | null {
    const frame = this.#webSocket.tape.frames.holding(offset);
    if (frame < 0) return null;
    const isBefore = (note: number) => this.#noteKeys.at(note) - note <= frame;
    return frame + firstNotBefore(0, this.#noteKeys.length, isBefore);
  }

  isComment(): boolean {
    return false;
  }

  time(key: number): number {
    const fact = this.#factOf(key);
    const { tape } = this.#webSocket;
    return fact === null ? tape.frames.at(this.#frameOf(key)) : (tape.facts[fact]?.at ?? 0);
  }

  size(key: number): number {
    const fact = this.#factOf(key);
    const { tape } = this.#webSocket;
    return fact === null ? tape.frames.length(this.#frameOf(key)) : injectedSize(tape.facts[fact]);
  }

  /** Binary frames are searched by the hexadecimal digits that their rows show. */
  text(key: number): RowText | null {
    const fact = this.#factOf(key);
    const record = fact === null ? undefined : this.#webSocket.tape.facts[fact];
    if (record?.kind === 'injected') return injectedText(record);
    if (fact !== null) return { type: '', id: '', data: noteText(record) };
    const row = this.#frameOf(key);
    const data = this.#data(row, Number.POSITIVE_INFINITY);
    return { ...this.#packet(row, data), data, direction: this.#webSocket.tape.frames.direction(row) };
  }

  /** A binary frame's data is base64 (RFC 4648, section 4). */
  payload(key: number): Payload | null {
    const fact = this.#factOf(key);
    if (fact !== null) {
      const record = this.#webSocket.tape.facts[fact];
      if (record?.kind === 'injected') return injectedPayload(record);
      return { type: '', id: '', data: noteText(record), cut: 0, binary: false };
    }
    const row = this.#frameOf(key);
    const { frames } = this.#webSocket.tape;
    const binary = frames.opcode(row) !== Opcode.Text && frames.opcode(row) !== Opcode.Close;
    const data = binary ? toBase64(frames.payload(row)) : this.#data(row, Number.POSITIVE_INFINITY);
    const cut = Math.max(0, data.length - MAX_PAYLOAD);
    return {
      ...this.#packet(row, binary ? '' : data),
      data: cut > 0 ? data.slice(0, MAX_PAYLOAD) : data,
      cut,
      binary,
    };
  }

  describe(key: number): EventRow {
    const at = this.time(key);
    const base = {
      key,
      at,
      delta: key > 0 ? at - this.time(key - 1) : null,
      connection: this.#webSocket.id,
      idInherited: false,
    };
    const fact = this.#factOf(key);
    if (fact !== null) {
      const record = this.#webSocket.tape.facts[fact];
      if (record?.kind === 'injected') return { ...base, ...injectedCells(record) };
      const nothing = { id: '', type: '', truncated: false, size: 0, direction: null, range: null };
      return { ...base, ...nothing, ...noteCells(record) };
    }
    const { frames } = this.#webSocket.tape;
    const row = this.#frameOf(key);
    const kept = frames.kept(row);
    const length = frames.length(row);
    const start = frames.start(row);
    const max = this.#previewMax(row);
    const data = this.#data(row, max);
    return {
      ...base,
      kind: 'frame',
      ...this.#packet(row, data),
      ...preview(data, data.length > PREVIEW || length > max),
      size: length,
      why: this.#why(row),
      direction: frames.direction(row),
      range: kept > 0 ? [start, start + kept] : null,
    };
  }

  /** The beginning of what a row shows of a frame. @param frame its number. */
  previewOf(frame: number): string {
    return preview(this.#data(frame, this.#previewMax(frame)), false).data;
  }

  /** Bytes that are looked at for the beginning of a frame. */
  #previewMax(frame: number): number {
    return this.#webSocket.tape.frames.opcode(frame) === Opcode.Binary ? HEX_PREVIEW : PREVIEW * 3;
  }

  #why(row: number): string | null {
    const { frames } = this.#webSocket.tape;
    const kept = frames.kept(row);
    const length = frames.length(row);
    if (kept < length) return `Cut: ${count(kept)} of ${count(length)} bytes kept`;
    const isBlob = length === 0 && frames.opcode(row) === Opcode.Binary && frames.direction(row) === 'sent';
    return isBlob ? 'Empty, or a Blob: Chromium does not report what is in a Blob' : null;
  }

  /** What the Data column shows of a frame. @param max bytes to look at. */
  #data(row: number, max: number): string {
    const { frames } = this.#webSocket.tape;
    switch (frames.opcode(row)) {
      case Opcode.Text:
        return decoder.decode(frames.payload(row, max));
      case Opcode.Close:
        return closeText(readClose(frames.payload(row)));
      default:
        return hexOf(frames.payload(row, Math.min(max, HEX_PREVIEW)));
    }
  }

  /** What the columns Type and ID show of a frame. Read where a row is looked at: a flood is not. */
  #packet(row: number, text: string): { readonly type: string; readonly id: string } {
    const { frames } = this.#webSocket.tape;
    const opcode = frames.opcode(row);
    if (opcode !== Opcode.Text) return { type: frameName(opcode), id: '' };
    const packet = packetOf(this.#webSocket.framing, text);
    return packet ?? { type: jsonType(frames.payload(row, MAX_SCANNED)) ?? frameName(opcode), id: '' };
  }

  /** Number of the fact that a row shows; null where it is a frame. */
  #factOf(key: number): number | null {
    const index = this.#noteKeys.lastAtMost(key);
    return index >= 0 && this.#noteKeys.at(index) === key ? this.#noteFacts.at(index) : null;
  }

  #frameOf(key: number): number {
    return key - (this.#noteKeys.lastAtMost(key) + 1);
  }
}
