/** Intervals looked at: few, so that a server which changes its beat is understood soon. */
const MAX_INTERVALS = 10;
/** Intervals that make a rhythm. */
const MIN_INTERVALS = 5;
/**
 * An interval this far from the median is still in time: clocks jitter, networks more. Comments are sent to keep time,
 * events may only have come evenly for a while.
 */
const TOLERANCE = { comments: 0.5, events: 0.4 } as const;
/** Intervals that must be in time, of all looked at. */
const IN_TIME = 0.8;
/** Events closer than this come when the server has something to send: a pause between them is no fault. Milliseconds. */
const MIN_EVENT_INTERVAL = 750;

/** Reads with events after which they flow. */
const FLOWS = 2;

/** The beat of a stream: the median of its latest intervals, milliseconds. */
export interface Beat {
  readonly of: 'comments' | 'events';
  readonly every: number;
  /** The longest of them that was in time. */
  readonly longest: number;
  /** Intervals it was found from. */
  readonly intervals: number;
}

class Intervals {
  readonly #latest: number[] = [];
  #next = 0;

  add(ms: number): void {
    this.#latest[this.#next] = ms;
    this.#next = (this.#next + 1) % MAX_INTERVALS;
  }

  get count(): number {
    return this.#latest.length;
  }

  /** Null where there are too few, or where they keep no time. */
  beat(of: Beat['of']): Pick<Beat, 'every' | 'longest'> | null {
    if (this.#latest.length < MIN_INTERVALS) return null;
    const sorted = [...this.#latest].sort((a, b) => a - b);
    const middle = sorted[sorted.length >> 1] ?? 0;
    const inTime = sorted.filter((ms) => Math.abs(ms - middle) <= middle * TOLERANCE[of]);
    if (inTime.length < sorted.length * IN_TIME) return null;
    return { every: middle, longest: inTime.at(-1) ?? middle };
  }
}

/**
 * Learns the rhythm of a stream from the times at which comments and events came. Where there are comments they are the
 * heartbeat; some servers send them always, some only while they have nothing else to say: both are understood.
 */
export class Rhythm {
  readonly #comments = new Intervals();
  readonly #idleComments = new Intervals();
  readonly #events = new Intervals();
  #lastComment: number | null = null;
  #lastEvent: number | null = null;
  #eventsSinceComment = 0;
  #hasCommentAfterEvent = false;
  #lastByte: { readonly at: number; readonly wasComment: boolean } | null = null;
  /** The longest time that passed before a comment, milliseconds. */
  longestToComment = 0;

  /** Bytes came at tape time `at` and ended comments, events, both or nothing yet. */
  add(at: number, hasComment: boolean, hasEvent: boolean): void {
    if (hasComment) {
      if (this.#lastComment !== null) this.#comments.add(at - this.#lastComment);
      if (this.#lastByte?.wasComment) this.#idleComments.add(at - this.#lastByte.at);
      if (this.#lastByte) this.longestToComment = Math.max(this.longestToComment, at - this.#lastByte.at);
      this.#lastComment = at;
      if (this.#eventsSinceComment > 0) this.#hasCommentAfterEvent = true;
      this.#eventsSinceComment = 0;
    }
    if (hasEvent) {
      this.#eventsSinceComment++;
      if (this.#lastEvent !== null) this.#events.add(at - this.#lastEvent);
      this.#lastEvent = at;
    }
    this.#lastByte = { at, wasComment: hasComment && !hasEvent };
  }

  /** What came before is no measure for what comes: an interval that was disturbed shows no rhythm. */
  interrupt(): void {
    this.#lastComment = null;
    this.#lastEvent = null;
    this.#lastByte = null;
  }

  /**
   * Comments that only came before the first event were a sign of life until there was something to send: what a model sends
   * while it computes. They promise nothing for the time after.
   */
  get #areCommentsOver(): boolean {
    return this.#eventsSinceComment >= FLOWS && !this.#hasCommentAfterEvent;
  }

  beat(): Beat | null {
    if (this.#comments.count > 0 && !this.#areCommentsOver) {
      const beat = this.#comments.beat('comments') ?? this.#idleComments.beat('comments');
      return beat && { of: 'comments', ...beat, intervals: this.#comments.count };
    }
    const beat = this.#events.beat('events');
    if (beat === null || beat.every < MIN_EVENT_INTERVAL) return null;
    return { of: 'events', ...beat, intervals: this.#events.count };
  }
}
