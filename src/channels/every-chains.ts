import { canJoin } from './chain/by-hand.ts';
import type { Chain } from './chain/chain.ts';
import type { Chains } from './chain/chains.ts';
import type { ConnectionRow } from './model/reconnect.ts';

/** The chains of every kind: whoever splits, joins or names connections need not know of which kind they are. */
export class EveryChains {
  readonly #kinds: readonly Chains[];

  constructor(kinds: readonly Chains[]) {
    this.#kinds = kinds;
  }

  /** The chain that a connection is part of; undefined where its kind is not joined to chains. */
  chainOf(connection: string): Chain | undefined {
    return this.#with(connection)?.chainOf(connection);
  }

  /** Connections `start` to `end` (from 0) of a chain; none where there is no chain of that id. */
  connections(id: string, start: number, end: number): readonly ConnectionRow[] {
    return this.#of(id)?.connections(id, start, end) ?? [];
  }

  /** Ids of the chains of its kind that this one could continue by hand. */
  joinable(id: string): readonly string[] {
    return this.#of(id)?.joinable(id) ?? [];
  }

  /** Whether chain `later` could continue chain `earlier` by hand: of one kind, and one after the other. */
  canJoin(earlier: Chain, later: Chain): boolean {
    return earlier.rule === later.rule && canJoin(earlier, later);
  }

  /** As of {@link Chains}. */
  split(connection: string): string | null {
    return this.#with(connection)?.split(connection) ?? null;
  }

  /** As of {@link Chains}. @returns false also where they are not of one kind. */
  join(earlier: string, later: string): boolean {
    return this.#of(later)?.join(earlier, later) ?? false;
  }

  #of(id: string): Chains | undefined {
    return this.#kinds.find((chains) => chains.chain(id));
  }

  #with(connection: string): Chains | undefined {
    return this.#kinds.find((chains) => chains.chainOf(connection));
  }
}
