import { duration } from '../../src/format/durations.ts';
import type { Finding } from '../types.ts';

/** What the heading says of an open stream whose heartbeat is missing now; null where none is. */
export function silenceText(findings: readonly Finding[]): string | null {
  for (const { ongoing, every, evidence } of findings) {
    const silence = evidence.findLast((one) => one.kind === 'span');
    if (!ongoing || every === undefined || silence?.kind !== 'span') continue;
    // Drawn again all the time: a tenth of a second is enough.
    const silent = Math.round((silence.to - silence.from) / 100) * 100;
    return `Open, silent for ${duration(silent)}; a heartbeat was due every ${duration(every)}.`;
  }
  return null;
}
