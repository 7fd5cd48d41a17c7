import type { MergeLine } from '../../types.ts';

/** The Effect cell. An overwritten field has few words, since the line that overwrote it is the news. */
export function effectText({ effect, field, overwrittenBy }: MergeLine): string {
  if (overwrittenBy === null) return effect;
  return `Sets the ${field === 'id' ? 'ID' : 'type'}, overwritten by line ${overwrittenBy}`;
}

/** The same in full, for where there is room. */
export function fullEffectText({ effect, overwrittenBy }: MergeLine): string {
  return overwrittenBy === null ? effect : `${effect}; overwritten by line ${overwrittenBy}`;
}
