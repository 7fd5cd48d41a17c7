import type { MergeLine } from '../../types.ts';

/** The Effect cell. What was overwritten says so in few words, for the line that did it is the news. */
export function effectText({ effect, field, overwrittenBy }: MergeLine): string {
  if (overwrittenBy === null) return effect;
  return `Sets the ${field === 'id' ? 'ID' : 'type'}, overwritten by line ${overwrittenBy}`;
}

/** The same in full, for where there is room. */
export function fullEffectText({ effect, overwrittenBy }: MergeLine): string {
  return overwrittenBy === null ? effect : `${effect}; overwritten by line ${overwrittenBy}`;
}
