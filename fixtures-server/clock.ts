/** The time now in milliseconds since 1970, with a fraction: the same scale as a page's timeOrigin + now(). */
export function wallNow(): number {
  return performance.timeOrigin + performance.now();
}
