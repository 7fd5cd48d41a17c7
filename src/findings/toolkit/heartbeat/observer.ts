import { Opcode, type WebSocketMember } from '../../../channels/index.ts';
import type { RuleContext } from '../../rule.ts';
import { silentUntil } from '../busy.ts';
import { Beats, type Due } from './beats.ts';

/** Silence no longer than this is never called one, milliseconds: a thread may be busy, a network slow. */
const MIN_SILENCE = 2000;
/** Time until it is known that the page's thread does not respond, milliseconds. */
const TO_BE_SURE = 1500;
/** A message that may have come this much later than it was sent is no measure of a rhythm, milliseconds. */
const MAX_LATE = 1000;

/** A stretch in which a heartbeat was due and did not come. */
export interface Missed {
  readonly due: Due;
  /** Tape time, milliseconds. */
  readonly from: number;
  readonly to: number;
  /** The last byte of payload before it. */
  readonly offset: number;
}

/** Observes what comes on a WebSocket: its heartbeats, and the silences in which one was due. */
export class HeartbeatObserver {
  readonly #socket: WebSocketMember;
  readonly #context: RuleContext;
  readonly #beats: Beats;
  readonly #onMissed: (missed: Missed) => void;
  #lastAt: number | null = null;
  #offset = -1;
  /** Tape time of the first close frame; after it no heartbeat is due. */
  #closedAt = Number.POSITIVE_INFINITY;

  /** @param onMissed called where something came after a heartbeat had been due; see {@link certain}. */
  constructor(socket: WebSocketMember, context: RuleContext, onMissed: (missed: Missed) => void = () => {}) {
    this.#socket = socket;
    this.#context = context;
    this.#beats = new Beats(socket);
    this.#onMissed = onMissed;
  }

  /** For `WebSocketRuleObserver`. */
  readonly frame = (frame: number): void => {
    const { frames } = this.#socket.tape;
    const at = frames.at(frame);
    if (frames.opcode(frame) === Opcode.Close) this.#closedAt = Math.min(this.#closedAt, at);
    if (frames.direction(frame) === 'sent') this.#beats.addSent(frame);
    else this.#addReceived(frame, at);
  };

  /** What of it is certain; null where nothing is. That the page was busy or the machine slept can be reported after it. */
  certain(missed: Missed): Missed | null {
    const from = this.#context.calmSince(missed.from, missed.to);
    const to = silentUntil(this.#socket, from, missed.to);
    const least = Math.max(missed.due.limit, MIN_SILENCE);
    return to - from > least ? { ...missed, from, to } : null;
  }

  /** Whether a heartbeat is waited for at the moment, missing or not. */
  get isExpecting(): boolean {
    return this.#beats.due() !== null;
  }

  /** What is missing at tape time `now`, while the WebSocket is open; null where nothing is. */
  lasting(now: number): Missed | null {
    const { facts, close } = this.#socket;
    if (facts.end || facts.suspendedAt !== null || close) return null;
    const missed = this.#missed(now);
    return missed && missed.to - missed.from > missed.due.limit + TO_BE_SURE ? missed : null;
  }

  /** What was missing when it ended; null where nothing was, or where the end was only inferred. */
  atEnd(): Missed | null {
    const { end } = this.#socket.facts;
    return end && !end.inferred ? this.#missed(Math.min(end.at, this.#closedAt)) : null;
  }

  #missed(to: number): Missed | null {
    const due = this.#beats.due();
    return due && this.certain({ due, from: due.since, to, offset: this.#offset });
  }

  #addReceived(frame: number, at: number): void {
    const { frames } = this.#socket.tape;
    const from = this.#lastAt ?? at;
    const isLate = at - silentUntil(this.#socket, from, at) > MAX_LATE;
    const isLong = at - from > MIN_SILENCE;
    if (isLong) {
      const missed = this.#missed(at);
      if (missed) this.#onMissed(missed);
    }
    const isDisturbed = isLong && this.#context.disturbed(from, at);
    if (isDisturbed || isLate) this.#beats.interrupt();
    this.#beats.addReceived(frame);
    if (isLate) this.#beats.interrupt();
    this.#lastAt = at;
    this.#offset = frames.start(frame) + frames.kept(frame) - 1;
  }
}
