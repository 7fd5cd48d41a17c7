import type { GapRecord } from './records.ts';

/** Whether something was lost. What the user cleared, or did not record, was not. */
export function isLoss({ chosen }: Pick<GapRecord, 'chosen'>): boolean {
  return chosen === undefined;
}
