/** A gap no longer than this is "at once", or one no longer than this share of the hold before it. Milliseconds. */
export const AT_ONCE = 150;
const AT_ONCE_SHARE = 0.25;

/** Milliseconds after an answer in which a request that begins follows it at once. @param hold of the answer, milliseconds. */
export function atOnceWithin(hold: number): number {
  return Math.max(AT_ONCE, AT_ONCE_SHARE * hold);
}

/** Whether a request began as soon as the response before it was there. @param gap @param hold milliseconds. */
export function isAtOnce(gap: number, hold: number): boolean {
  return gap <= atOnceWithin(hold);
}
