import type { Watcher } from './observer.ts';

/** A watcher, and what became of it when it threw: a rule that fails must not take the others along. */
export interface Guarded<W extends Watcher = Watcher> {
  /** Null where it could not even begin. */
  readonly watcher: W | null;
  failed: string | null;
}

/** Sets a rule to work. */
export function begun<W extends Watcher>(begin: () => W): Guarded<W> {
  try {
    return { watcher: begin(), failed: null };
  } catch (error) {
    return { watcher: null, failed: textOf(error) };
  }
}

/** Calls a watcher, and never again once it threw. */
export function guard<W extends Watcher, T>(guarded: Guarded<W>, call: (watcher: W) => T): T | null {
  if (guarded.failed !== null || guarded.watcher === null) return null;
  try {
    return call(guarded.watcher);
  } catch (error) {
    guarded.failed = textOf(error);
    return null;
  }
}

/** What a watcher does with one kind of thing. */
export interface Ear<T> {
  readonly guarded: Guarded;
  readonly take: (what: T) => void;
}

export function ear<T>(guarded: Guarded, take: ((what: T) => void) | undefined): Ear<T>[] {
  return take ? [{ guarded, take }] : [];
}

/** Written out, since it is called for every line of a flood: a closure a call would cost more than the rules. */
export function hand<T>(ears: readonly Ear<T>[] | undefined, what: T): void {
  if (!ears) return;
  for (let i = 0; i < ears.length; i++) {
    const { guarded, take } = ears[i] as Ear<T>;
    if (guarded.failed !== null) continue;
    try {
      take(what);
    } catch (error) {
      guarded.failed = textOf(error);
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
