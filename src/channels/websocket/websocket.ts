import type { ConnectionTape, Direction, PlainRecord } from '../../tape/index.ts';
import { applyFact, noFacts } from '../connection/facts.ts';
import { isNote } from '../connection/notes.ts';
import type { BlockDetail } from '../model/block.ts';
import type { Channel } from '../model/channel.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { Cost } from '../model/cost.ts';
import type { Environment } from '../model/environment.ts';
import type { Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ChannelSummary } from '../model/stream.ts';
import { readClose } from './close.ts';
import { webSocketCost } from './cost.ts';
import { frameHeaderBytes, Opcode } from './frames.ts';
import { webSocketLane } from './lane.ts';
import { type Framing, framingAfter } from './packets.ts';
import { WebSocketRows } from './rows.ts';
import type { Traffic, WebSocketState } from './state.ts';
import { webSocketDetail, webSocketSummary } from './summary.ts';

/** Bytes of a text frame that are looked at to see whether it is a packet. */
const BEGINNING = 1200;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** One WebSocket: its handshake, and the frames both ways. It is handed each entry once, in order, and keeps numbers. */
export class WebSocketChannel implements Channel, WebSocketState {
  readonly tape: ConnectionTape;
  readonly facts = noFacts();
  readonly rows: WebSocketRows;
  readonly #lanes: readonly Lane[];
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

  constructor(tape: ConnectionTape) {
    this.tape = tape;
    this.rows = new WebSocketRows(this);
    this.#lanes = [webSocketLane(this)];
  }

  get id(): string {
    return this.tape.id;
  }

  addFrame(row: number): void {
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
    if (opcode === Opcode.Close) this.close ??= { ...readClose(frames.payload(row)), direction };
    if (opcode === Opcode.Text && (this.framing === 'undecided' || this.framing === 'engine.io'))
      this.#decide(row);
  }

  addFact(record: PlainRecord, row: number): void {
    applyFact(this.facts, record);
    if (record.kind === 'injected' || isNote(record, this.facts.fidelity.length)) this.rows.addNote(row);
  }

  summary(environment: Environment): ChannelSummary {
    return webSocketSummary(this, environment);
  }

  detail(environment: Environment): ConnectionDetail {
    return webSocketDetail(this, environment);
  }

  cost(): Cost {
    return webSocketCost(this);
  }

  connectionIds(): readonly string[] {
    return [this.id];
  }

  lanes(): readonly Lane[] {
    return this.#lanes;
  }

  /** A frame comes whole: there are no lines that made it. */
  block(): BlockDetail | null {
    return null;
  }

  payload(key: number): Payload | null {
    return this.rows.payload(key);
  }

  #decide(row: number): void {
    const { request, gaps } = this.facts;
    const begun = request?.openBefore === true || gaps.length > 0;
    const text = decoder.decode(this.tape.frames.payload(row, BEGINNING));
    this.framing = framingAfter(this.framing, text, request?.url, begun);
  }
}
