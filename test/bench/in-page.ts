import type { Frame, Page } from 'puppeteer';

type Plain = string | number | boolean | null;

/**
 * Runs a function in a page or frame. It is sent as text, so it uses nothing from outside itself; `__name` is what tsx
 * wraps named functions in.
 */
export async function runIn<A extends Plain[], R>(
  place: Page | Frame,
  run: (...args: A) => R,
  ...args: A
): Promise<Awaited<R>> {
  const call = `((__name) => (${run}))((f) => f)(...${JSON.stringify(args)})`;
  return (await place.evaluate(call)) as Awaited<R>;
}
