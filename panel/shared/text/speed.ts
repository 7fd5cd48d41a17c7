import type { Speed } from '../../types.ts';

/** Speeds that the player offers. */
export const SPEEDS: readonly Speed[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 100, 'fastest'];

export function isSpeed(value: unknown): value is Speed {
  return SPEEDS.some((speed) => speed === value);
}

export function speedText(speed: Speed): string {
  return speed === 'fastest' ? 'as fast as possible' : `${speed}×`;
}
