import type { ConnectionTape, Direction, PlainRecord } from '../../tape/index.ts';
import type { ChainMember, MemberFigures } from '../chain/member.ts';
import { applyFact, noFacts } from '../connection/facts.ts';
import { isNote } from '../connection/notes.ts';
import type { Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ChannelSummary } from '../model/stream.ts';
import { readClose } from './close.ts';
import { webSocketFigures } from './cost.ts';
import { frameHeaderBytes, Opcode } from './frames.ts';
import { webSocketLane } from './lane.ts';
import { type Framing, framingAfter } from './packets.ts';
import { WebSocketRows } from './rows.ts';
import type { Traffic, WebSocketState } from './state.ts';
import { webSocketSummary, webSocketWarnings } from './summary.ts';

/** Bytes of a text frame that are looked at to see whether it is a packet. */
const BEGINNING = 1200;
/** Bytes of a message that are compared with another’s. */
const COMPARED = 4096;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * One WebSocket: its handshake, and the frames both ways; and what its chain asks of it. It is handed each entry once, in
 * order, and keeps numbers.
 */
export class WebSocketMember implements ChainMember, WebSocketState {
  readonly id: string;
  readonly tape: ConnectionTape;
  readonly facts = noFacts();
  readonly rows: WebSocketRows;
  readonly traffic: Readonly<Record<Direction, Traffic>> = {
    sent: { frames: 0, bytes: 0 },
    received: { frames: 0, bytes: 0 },
  };
  readonly control: Record<Direction, number> = { sent: 0, received: 0 };
  frameHeaders = 0;
  readonly cut: Traffic = { frames: 0, bytes: 0 };
  close: WebSocketState['close'] = null;
  framing: Framing = 'undecided';
  lastFrameAt: number | null = null;
  lastMessage = -1;
  /** Number of the frame of the first message that the page sent; -1 where it is not known (yet). */
  firstSentFrame = -1;
  /** Grows with every change. */
  version = 0;

  constructor(tape: ConnectionTape) {
    this.id = tape.id;
    this.tape = tape;
    this.rows = new WebSocketRows(this);
  }

  get lastAt(): number | null {
    return this.lastFrameAt;
  }

  /** The first message that the page sent, to be compared with another’s; null where it is not known (yet). */
  get firstSent(): string | null {
    return this.firstSentFrame < 0 ? null : this.messageText(this.firstSentFrame);
  }

  /** A message by the number of its frame, to be compared with another: its kind, its length and its beginning. */
  messageText(frame: number): string {
    const { frames } = this.tape;
    return `${frames.opcode(frame)} ${frames.length(frame)} ${decoder.decode(frames.payload(frame, COMPARED))}`;
  }

  addFrame(row: number): void {
    this.version++;
    const { frames } = this.tape;
    const direction = frames.direction(row);
    const length = frames.length(row);
    this.lastFrameAt = frames.at(row);
    this.traffic[direction].frames++;
    this.traffic[direction].bytes += length;
    const missing = length - frames.kept(row);
    if (missing > 0) {
      this.cut.frames++;
      this.cut.bytes += missing;
    }
    const opcode = frames.opcode(row);
    this.frameHeaders += frameHeaderBytes(length, direction);
    if (opcode >= Opcode.Close) this.control[direction]++;
    else this.lastMessage = row;
    if (opcode === Opcode.Close) this.close ??= { ...readClose(frames.payload(row)), direction };
    if (this.firstSentFrame < 0 && direction === 'sent' && opcode < Opcode.Close && this.#isKnownFromStart)
      this.firstSentFrame = row;
    if (opcode === Opcode.Text && (this.framing === 'undecided' || this.framing === 'engine.io'))
      this.#decide(row);
  }

  addFact(record: PlainRecord, row: number): void {
    this.version++;
    applyFact(this.facts, record);
    if (record.kind === 'injected' || isNote(record, this.facts.fidelity.length)) this.rows.addNote(row);
  }

  summary(): ChannelSummary {
    return webSocketSummary(this);
  }

  warnings(): readonly string[] {
    return webSocketWarnings(this);
  }

  figures(): MemberFigures {
    return webSocketFigures(this);
  }

  /** A frame comes whole: there are no lines that made it. */
  block(): null {
    return null;
  }

  payload(key: number): Payload | null {
    return this.rows.payload(key);
  }

  lane(number: number): Lane {
    return webSocketLane(this, number);
  }

  /** Whether nothing came or went before its first frame on the tape. */
  get #isKnownFromStart(): boolean {
    return this.facts.request?.openBefore !== true && this.facts.gaps.length === 0;
  }

  #decide(row: number): void {
    const { request } = this.facts;
    const text = decoder.decode(this.tape.frames.payload(row, BEGINNING));
    this.framing = framingAfter(this.framing, text, request?.url, !this.#isKnownFromStart);
  }
}
