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
  readonly most: number;
  readonly unit: 'ms' | 'x';
}

/** Prints a target with what was reached. @returns whether it was. */
export function judge({ what, value, most, unit }: Target): boolean {
  const write = (number: number) => (unit === 'ms' ? ms(number) : `${number.toFixed(number < 0.1 ? 4 : 2)}x`);
  const isReached = value <= most;
  console.log(`${isReached ? 'PASS' : 'FAIL'}  ${what}: ${write(value)} (at most ${write(most)})`);
  return isReached;
}
