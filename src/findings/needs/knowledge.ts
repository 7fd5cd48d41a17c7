import type { Known } from './cause.ts';
import type { Need } from './need.ts';

/** What is known of a connection or a channel, by need. */
export type Knowledge = Partial<Readonly<Record<Need, Known>>>;

/**
 * What is known towards all needs of a rule, as far as `knowledge` goes. Of several that are missing the first counts, since a rule names
 * the one that another stands on first; what is missing as a whole counts before what is missing in part.
 */
export function knownOf(needs: readonly Need[], knowledge: Knowledge): Known {
  let part: Known = null;
  let whole: Known = null;
  for (const need of needs) {
    const known = knowledge[need] ?? null;
    if (known === 'unconcerned') return known;
    if (known?.isPart) part ??= known;
    else whole ??= known;
  }
  return whole ?? part;
}

/** Whether a rule with these needs has something to look at. */
export function hasNeeds(needs: readonly Need[], knowledge: Knowledge): boolean {
  const known = knownOf(needs, knowledge);
  return known === null || (known !== 'unconcerned' && known.isPart);
}
