import { type GapRecord, isLoss } from '../../../tape/index.ts';
import type { LaneGap } from '../../model/timeline.ts';

/** A gap as the panel shows it. */
export function gapOf(gap: GapRecord): LaneGap {
  const { at, why, bytes } = gap;
  return { at, why, bytes: bytes ?? null, ...(!isLoss(gap) && { chosen: true }) };
}
