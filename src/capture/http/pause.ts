import { duration } from '../../format/durations.ts';
import type { TapeRecord } from '../../tape/index.ts';

/**
 * A connection that was open when recording stopped is seen again: its end is taken back, and a gap says what was not recorded.
 * @param since when recording stopped; as `at` in milliseconds on the tape's clock.
 */
export function afterPause(on: string, since: number, at: number): TapeRecord[] {
  const why = `Not recorded for ${duration(Math.max(0, at - since))}: Record was off.`;
  return [
    { kind: 'resume', at, on, after: 'record-off' },
    { kind: 'gap', at, on, why, chosen: 'record-off' },
  ];
}
