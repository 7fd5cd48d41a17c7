import type { ChosenGap } from './records.ts';

/** Whether something was lost. What the user cleared, or did not record, was not. */
export function isLoss({ chosen }: { readonly chosen?: ChosenGap }): boolean {
  return chosen === undefined;
}
