import type { ChainMember } from './member.ts';

/**
 * How sure a join is. `confirmed`: by what the request itself says; `likely`: by its time; `uncertain`: it could also be
 * another.
 */
export type Certainty = 'confirmed' | 'likely' | 'uncertain';

export const RANK: Readonly<Record<Certainty, number>> = { uncertain: 1, likely: 2, confirmed: 3 };

/** Whether a request continues where a connection ended, and why, in a sentence. */
export type JoinJudgement =
  | { readonly joins: true; readonly certainty: Certainty; readonly why: string; readonly byPage?: true }
  | { readonly joins: false; readonly why: string };

/** Why a connection continues the one before it in its chain. */
export interface Join {
  readonly certainty: Certainty | 'by hand';
  readonly why: string;
  /** True where the page began anew by itself: it is no reconnect of the browser's own. */
  readonly byPage?: true;
  /** Other chains that it could continue as well. */
  readonly others: number;
}

/** What the user says goes before all that a rule finds. */
export function rankOf({ certainty }: Join): number {
  return certainty === 'by hand' ? Number.POSITIVE_INFINITY : RANK[certainty];
}

/** One connection of a chain. */
export interface ChainLink<M extends ChainMember = ChainMember, S = unknown> {
  readonly member: M;
  /** Null for the first. */
  readonly join: Join | null;
  /** What the source had said before it. */
  readonly stateBefore: S;
}
