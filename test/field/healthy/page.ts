/** A page that is in order and asks again and again: what its server answers, what it does, and what is right to say of it. */
import type { RequestsLabel, Transport } from '../../../src/channels/index.ts';
import type { Call, Handshake, Places, SaidOfRow } from '../case.ts';

/** What answers a page, made when it is recorded. */
export interface Served {
  readonly answer?: (call: Call) => void | Promise<void>;
  readonly handshake?: (handshake: Handshake) => void | Promise<void>;
  /** Ends what does not end by itself. */
  readonly close?: () => void;
}

/** What a row of Streams is: a poll, a client that is known by its name, an event stream, a WebSocket, or read in pieces. */
export type RowKind =
  | 'short poll'
  | 'long poll'
  | 'Engine.IO'
  | 'SockJS'
  | 'SignalR'
  | 'Bayeux'
  | 'Phoenix'
  | 'message_bus'
  | 'event stream'
  | 'WebSocket';

/** A row of Streams that is right. No error and no warning is. */
export interface HealthyRow {
  readonly kind: RowKind;
  /** Where more than one is right: each of them. */
  readonly transport: readonly Transport[];
  /** What its name and its address have in common with no other row. */
  readonly url: RegExp;
  /** At the end; `open` where it is absent. */
  readonly state?: SaidOfRow['state'];
  /** Rules whose notes fit: a note of another one is advice that does not. */
  readonly notes?: readonly string[];
}

/** A row of Requests that is right. None fails. */
export interface HealthyRequests {
  /** Method, path with {} for what varies, operation. */
  readonly endpoint: RegExp;
  /** Where more than one is right: each of them. */
  readonly label: readonly RequestsLabel[];
}

export interface HealthyPage {
  /** Where the library or the protocol says that this is how it works. */
  readonly source: string;
  /** What the page does, in our words. */
  readonly does: string;
  /** What the page can import from `/lib.js`: the text of a module that imports packages. */
  readonly lib?: string;
  serve(): Served | Promise<Served>;
  /** Runs in the page as its own script: it can use nothing from outside itself. */
  page(places: Places): unknown;
  /** How long it is looked at. */
  readonly seconds: number;
  /** Streams, in any order. */
  readonly rows: readonly HealthyRow[];
  /** Requests, in any order; absent where it has none. */
  readonly requests?: readonly HealthyRequests[];
}
