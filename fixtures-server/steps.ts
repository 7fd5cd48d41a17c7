/** The words that scripts are written in. */
import type { ScenarioRequest, Step } from './scenario.ts';

const encoder = new TextEncoder();

/** Write this text (as UTF-8) or these bytes, in one write. */
export function write(what: string | Uint8Array): Step {
  return { kind: 'write', bytes: typeof what === 'string' ? encoder.encode(what) : what };
}

/** Write nothing for this many milliseconds. At least 20 where a chunk border matters. */
export function pause(ms: number): Step {
  return { kind: 'pause', ms };
}

export const end: Step = { kind: 'end' };
export const reset: Step = { kind: 'reset' };
export const cut: Step = { kind: 'cut' };
export const hold: Step = { kind: 'hold' };

/** Write several texts, each in a write of its own, with the same pause between them. */
export function spaced(ms: number, ...texts: (string | Uint8Array)[]): Step[] {
  return texts.flatMap((text, i) => (i === 0 ? [write(text)] : [pause(ms), write(text)]));
}

/** A whole number from the query, within 0 and a maximum; the fallback when it is absent or is no number. */
export function countOf(ask: ScenarioRequest, name: string, fallback: number, max: number): number {
  const text = ask.query.get(name);
  if (text === null || !/^\d+$/.test(text)) return fallback;
  return Math.min(Number(text), max);
}
