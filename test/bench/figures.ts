/** Figures as they are printed. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that the given share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${Math.round(value).toLocaleString('en')} ms`;
}

export interface Target {
  readonly what: string;
  readonly value: number;
  /** The value must not exceed it. */
  readonly max: number;
  readonly unit: 'ms' | 'x';
}

/** Prints a target with what was reached. @returns whether it was. */
export function judge(target: Target): boolean {
  const isReached = target.value <= target.max;
  console.log(`${isReached ? 'PASS' : 'FAIL'}  ${inWords(target)}`);
  return isReached;
}

/** Prints a target that nothing can reach on this machine, because the floor misses it. */
export function outOfReach(target: Target, floor: number): void {
  console.log(`OUT OF REACH  ${inWords(target)}; a listener that only counts: ${write(floor, target.unit)}`);
}

const inWords = ({ what, value, max, unit }: Target): string =>
  `${what}: ${write(value, unit)} (at most ${write(max, unit)})`;

const write = (number: number, unit: Target['unit']): string =>
  unit === 'ms' ? ms(number) : `${number.toFixed(number < 0.1 ? 4 : 2)}x`;
