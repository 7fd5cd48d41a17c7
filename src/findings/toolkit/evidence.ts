import { MAX_EVIDENCE } from '../finding.ts';

/** The first few, and the latest, which may still continue. */
export function firstAndLast<T>(found: readonly T[]): T[] {
  return found.length <= MAX_EVIDENCE
    ? [...found]
    : [...found.slice(0, MAX_EVIDENCE - 1), ...found.slice(-1)];
}
