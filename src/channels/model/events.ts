import type { Direction } from '../../tape/index.ts';

export type Column = 'id' | 'type' | 'data' | 'time' | 'delta' | 'size';

export interface EventsSpec {
  readonly stream: string;
  /** In DevTools' filter syntax: docs/filter.md says what can be written. */
  readonly filter: string;
  /** Only rows that have this too, besides the filter: a text anywhere in type, ID or data, or a `/regex/`. */
  readonly find?: string;
  readonly comments: boolean;
  readonly sort: { readonly by: Column; readonly descending: boolean } | null;
  /** Only rows whose time lies in it; all where there is none. */
  readonly span?: Span | null;
}

/** What is wrong with a filter: where in its text, `end` exclusive. */
export interface FilterError {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The whole filter as it was probably meant, where that is known. */
  readonly instead: string | null;
}

/** Tape times in milliseconds; what is at `to` is outside. */
export type Span = readonly [from: number, to: number];

/** A filtered, sorted window on one stream's rows. Filled in slices: `working` says how far it is. */
export interface EventsView {
  /** Rows that pass the filter, so far. While paused it stands still. */
  readonly count: number;
  /** Rows of the stream before filtering (comments included only if asked for). */
  readonly total: number;
  /** 0 to 1 while filtering or sorting is under way; null when it is done. */
  readonly working: number | null;
  /** What is wrong with the filter, or null. While it is wrong every row passes. */
  readonly filterError: FilterError | null;
  readonly paused: boolean;
  /** Rows that came since the pause. */
  readonly behind: number;
  rows(start: number, end: number): readonly EventRow[];
  /** Position of the row with this key, or -1. */
  indexOf(key: number): number;
  pause(on: boolean): void;
  close(): void;
}

export interface EventRow {
  /** Names the row within its stream, for selection and details; stable while the tape lives. */
  readonly key: number;
  /**
   * event: dispatched, from bytes; message: as a source reported it, without bytes; frame: of a WebSocket; comment;
   * discarded: a block without data, or what was lost at the end, or is no record; pending: not yet ended; note: gap,
   * suspension, end; injected: what the user sent to the page's own listeners.
   */
  readonly kind: 'event' | 'message' | 'frame' | 'comment' | 'discarded' | 'pending' | 'note' | 'injected';
  /** The word for what it is, where that of its kind does not fit: “broken”, “cut”. */
  readonly label?: string;
  readonly id: string;
  /** True where this block set no id and the last event ID is an earlier one's. */
  readonly idInherited: boolean;
  readonly type: string;
  /** At most a few hundred characters, for one line. */
  readonly data: string;
  readonly truncated: boolean;
  readonly at: number;
  /** Milliseconds since the row before it in the stream. */
  readonly delta: number | null;
  /** Bytes of the block on the stream; of a message, its data's; of a frame, its payload's. */
  readonly size: number;
  /** Why it is marked, for discarded, pending, note and injected rows; a disagreement with the browser for events. */
  readonly why: string | null;
  /** True for a note of what the user himself cleared or did not record: nothing to be warned of. */
  readonly isChosen?: true;
  /** Id of the connection that it came on, whose bytes `range` counts. */
  readonly connection: string;
  /** Which way it went, where both sides send (WebSocket); else null. */
  readonly direction: Direction | null;
  /** Byte range in the connection, of a frame among its payloads; null where there are no bytes. */
  readonly range: readonly [start: number, end: number] | null;
}

/** Characters of data handed to the detail view at once. */
export const MAX_PAYLOAD = 20_000_000;

export interface Payload {
  readonly type: string;
  readonly id: string;
  /** Of a binary frame or message its bytes in base64. */
  readonly data: string;
  readonly binary: boolean;
  /** Characters of data left out because it is longer than the stated limit. */
  readonly cut: number;
}
