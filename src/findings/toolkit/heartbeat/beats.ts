import type { WebSocketMember } from '../../../channels/index.ts';
import { type Beat, Rhythm } from '../rhythm.ts';
import { type HeartbeatMessage, heartbeatOf } from './message.ts';

/** Kinds of heartbeat that are kept apart; a WebSocket has one or two. */
const MAX_KINDS = 8;
/** Messages of a second of the tape that are looked at: in a flood that would cost more than reading them. */
const MAX_LOOKS = 100;
const SECOND = 1000;

/** Silence that a beat does not explain: one beat more, but at least and at most this, milliseconds. */
const GRACE = { min: 2000, max: 15_000 } as const;
/** Heartbeats closer than this are one, milliseconds: they had waited for the page or the network, and came together. */
const TOGETHER = 100;
/** A heartbeat may be late by this, of the longest interval. */
const LATE = 1.5;
/** The server's time to reply to a heartbeat: at least this, milliseconds, and this many times the longest so far. */
const REPLY = { min: 5000, times: 5 } as const;

/** Heartbeats from which it is known whether they are replies, and how many of them must have been. */
const MIN_REPLIES = 3;
const REPLIES = 0.8;
/** What came this soon after the page's own, of the interval, is its reply. */
const SOON = 0.5;
/** What came sooner after a message of the page than this, of the shortest interval, was not put off by it. */
const SOONER = 0.7;
/** What came sooner than this may have crossed that message on its way, milliseconds. */
const CROSSING = 500;
/** Heartbeats from which the shortest interval is known. */
const MIN_BEATS = 6;

/** A heartbeat that is due. Times are milliseconds. */
export interface Due {
  /** It is the reply to the page's; else the server sends it by its own clock. */
  readonly isReply: boolean;
  /** The interval, or the longest time until a reply. */
  readonly usual: number;
  /** Tape time since when it is waited for, and for how long at most. */
  readonly since: number;
  readonly limit: number;
  /** What one of its kind is called. */
  readonly name: string;
}

/** When the page sent last: heartbeats, and other messages. Tape time, milliseconds; -Infinity before the first. */
interface SentTimes {
  heartbeat: number;
  other: number;
}

/** Heartbeats of one kind, of those that came. */
class Kind {
  readonly rhythm = new Rhythm();
  readonly #name: string;
  #count = 0;
  #replies = 0;
  #longestReply = 0;
  #lastAt: number | null = null;
  #shortest = Number.POSITIVE_INFINITY;
  /** Whether it comes in time whatever the page sends: some servers send it only where nothing went either way. */
  #isByClock = false;

  constructor(name: string) {
    this.#name = name;
  }

  add(at: number, sent: SentTimes): void {
    const before = this.#lastAt;
    if (before !== null && at - before < TOGETHER) return;
    this.#count++;
    const lag = at - sent.heartbeat;
    if (lag <= (before === null ? REPLY.min : (at - before) * SOON)) {
      this.#replies++;
      // One that was missing is no measure for the next.
      if (this.#count <= MIN_REPLIES || lag <= this.#replyLimit)
        this.#longestReply = Math.max(this.#longestReply, lag);
    }
    if (before !== null) this.#shortest = Math.min(this.#shortest, at - before);
    const sinceSent = at - sent.other;
    if (this.#count >= MIN_BEATS && sinceSent > CROSSING && sinceSent < this.#shortest * SOONER)
      this.#isByClock = true;
    this.rhythm.add(at, true, false);
    this.#lastAt = at;
  }

  interrupt(): void {
    this.rhythm.interrupt();
    this.#lastAt = null;
  }

  get #replyLimit(): number {
    return Math.max(REPLY.min, this.#longestReply * REPLY.times);
  }

  /** @param askedAt the page's first heartbeat since something came; null where there is none. */
  due(lastAt: number, sent: SentTimes, askedAt: number | null): Due | null {
    const name = this.#name;
    if (this.#count >= MIN_REPLIES && this.#replies >= this.#count * REPLIES) {
      if (askedAt === null) return null;
      return { isReply: true, usual: this.#longestReply, since: askedAt, limit: this.#replyLimit, name };
    }
    const beat = this.rhythm.beat();
    if (beat?.of !== 'comments') return null;
    const since = this.#isByClock ? lastAt : Math.max(lastAt, sent.other);
    return { isReply: false, usual: beat.every, since, limit: overdueAfter(beat), name };
  }
}

function overdueAfter({ every, longest }: Beat): number {
  return Math.max(every + Math.min(Math.max(every, GRACE.min), GRACE.max), longest * LATE);
}

/** Learns the heartbeats that come on a WebSocket, each kind by itself, from its frames in their order. */
export class Beats {
  readonly #socket: WebSocketMember;
  readonly #kinds = new Map<string, Kind>();
  readonly #sent: SentTimes = { heartbeat: Number.NEGATIVE_INFINITY, other: Number.NEGATIVE_INFINITY };
  #askedAt: number | null = null;
  #lastAt: number | null = null;
  #second = 0;
  #looks = 0;

  constructor(socket: WebSocketMember) {
    this.#socket = socket;
  }

  addSent(frame: number): void {
    const at = this.#socket.tape.frames.at(frame);
    if (this.#look(frame, at)) {
      this.#sent.heartbeat = at;
      this.#askedAt ??= at;
    } else this.#sent.other = at;
  }

  addReceived(frame: number): void {
    const at = this.#socket.tape.frames.at(frame);
    const message = this.#look(frame, at);
    const kind = message && this.#kind(message);
    kind?.add(at, this.#sent);
    for (const other of this.#kinds.values()) if (other !== kind) other.rhythm.add(at, false, true);
    this.#askedAt = null;
    this.#lastAt = at;
  }

  /** What came before is no measure for what comes. */
  interrupt(): void {
    for (const kind of this.#kinds.values()) kind.interrupt();
  }

  /** The heartbeat that is waited for since the last message came, the first that is due; null where none is. */
  due(): Due | null {
    let first: Due | null = null;
    for (const kind of this.#kinds.values()) {
      const due = kind.due(this.#lastAt ?? 0, this.#sent, this.#askedAt);
      if (due && (!first || due.since + due.limit < first.since + first.limit)) first = due;
    }
    return first;
  }

  /** Of what was not looked at it is not known whether it was one: no interval is counted over it. */
  #look(frame: number, at: number): HeartbeatMessage | null {
    const second = Math.floor(at / SECOND);
    if (second !== this.#second) {
      this.#second = second;
      this.#looks = 0;
    }
    if (this.#looks++ < MAX_LOOKS) return heartbeatOf(this.#socket, frame);
    this.interrupt();
    return null;
  }

  #kind({ kind, name }: HeartbeatMessage): Kind | null {
    const known = this.#kinds.get(kind);
    if (known || this.#kinds.size >= MAX_KINDS) return known ?? null;
    const made = new Kind(name);
    if (this.#lastAt !== null) made.rhythm.add(this.#lastAt, false, true);
    this.#kinds.set(kind, made);
    return made;
  }
}
