import type { ConnectionTape, Cursor, RequestRecord } from '../../tape/index.ts';
import type { ConnectionView } from './view.ts';

/** Sums over all channels of a kind. */
export interface KindTotals {
  readonly events: number;
  readonly bytes: number;
  /** Records that say something is missing. */
  readonly gaps: number;
}

/** Called by a kind while it works. */
export interface WorkListener {
  readonly changed: () => void;
  /** A connection that could not be worked on: nothing more of it is to be read. */
  readonly failed: (connection: string, error: unknown) => void;
}

/**
 * A kind of channel: which connections are its own, and what is read of them. Each entry of a connection is given to one
 * kind, once, in order. Kinds stand in the order in which they are asked; a connection only ever moves down that list.
 */
export interface ChannelKind {
  /** Whether it reads a connection. Asked at each entry: one look-up. */
  has(connection: string): boolean;
  /**
   * Whether a connection is its own. Asked at the first entry, and again at each further request of it: an exchange may
   * turn out to be an event stream. Asked as well where another kind passes a connection on.
   * @param request null where the entry is none: the first of a damaged file, or one at which it is passed on.
   */
  claims(connection: ConnectionTape, request: RequestRecord | null): boolean;
  /**
   * Whether, with the entry at the cursor, a connection that it has is another kind's, further down the list. Asked before it
   * reads the entry. Absent where only a further request can make it one.
   */
  passesOn?(cursor: Cursor): boolean;
  /** Reads a connection from now on. Its first `facts` facts and `chunks` chunks were read by another kind, which releases it. */
  adopt(connection: ConnectionTape, facts: number, chunks: number): void;
  /** Another kind has claimed it: nothing of it stays. Absent where the claim is for good. */
  release?(connection: string): void;
  /** Reads the entry at the cursor, of a connection that it has. @returns bytes read, besides the entry itself. */
  read(cursor: Cursor): number;
  /** Nothing more of this connection is read, which could not be read. */
  stopReading?(connection: string): void;
  /** What is to be done besides reading entries, until `until` says stop. @returns whether there is more. */
  work?(until: () => boolean, listener: WorkListener): boolean;
  /** Made when it is asked for, where there can be very many. */
  connection(id: string): ConnectionView | undefined;
  /** Those that are not over, in order of opening. */
  open(): Iterable<ConnectionView>;
  totals(): KindTotals;
}
