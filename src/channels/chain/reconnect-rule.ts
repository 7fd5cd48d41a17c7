import type { ConnectionRow } from '../model/reconnect.ts';
import type { ChainLink, Join, JoinJudgement } from './link.ts';
import type { ChainMember } from './member.ts';

/**
 * What differs between kinds of connections that are joined: which request may continue which connection, and what is said
 * of it. A kind has one such object, and all its chains have it.
 * @template S what a source has said so far, whichever of its connections said it.
 */
export interface ReconnectRule<M extends ChainMember = ChainMember, S = unknown> {
  /** What one source of it is called. */
  readonly noun: 'stream' | 'WebSocket';
  /** Before its first connection. */
  readonly initialState: S;
  /** What it has said up to now on a connection, given what it had said before, and how that one was joined. */
  stateAfter(member: M, before: S, join: Join | null): S;
  /** A connection has got a place: what was said before stays in force on it. Called again at each further place. */
  placed(member: M, before: S): void;
  /** What must be the same of a request and the connection that it continues; null where the request is not known. */
  keyOf(member: M): string | null;
  /** Further ones, where it may continue what looks another way. Absent where a kind has none. */
  furtherKeysOf?(member: M): Iterable<string>;
  /** The same of a connection that is over. They are several where a request may look like one of several. */
  keysOf(member: M): Iterable<string>;
  /**
   * Whether `later` continues where `earlier` ended.
   * @param before what the source had said before `earlier`.
   * @param join how `earlier` itself continues another one.
   */
  judge(earlier: M, before: S, later: M, join: Join | null): JoinJudgement;
  /**
   * Where `later` could continue several: whether what it has said since shows that it continues `earlier`; null while it
   * has not said it. Absent where nothing does.
   */
  settles?(earlier: M, before: S, later: M): boolean | null;
  /** What shows it, in a sentence. */
  readonly settledWhy?: string;
  /**
   * What its row at the cut says of how it began, “it sent …”; null where there is nothing to say.
   * @param earlier what it continues; null for the first of a chain.
   */
  beginningText(member: M, earlier: ChainLink<M, S> | null): string | null;
  /** Connection number `index` (from 0) of a chain, as the Connections table shows it. */
  connectionRow(links: readonly ChainLink<M, S>[], index: number): ConnectionRow;
}
