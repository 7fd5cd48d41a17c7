import { MOST_EVIDENCE } from '../finding.ts';

/** The first few, and the latest, which may still go on. */
export function firstAndLast<T>(found: readonly T[]): T[] {
  return found.length <= MOST_EVIDENCE
    ? [...found]
    : [...found.slice(0, MOST_EVIDENCE - 1), ...found.slice(-1)];
}
