import type { RuleObserver } from './observer.ts';

/** An observer, and its error if it threw: a rule that fails must not take the others along. */
export interface GuardedObserver<W extends RuleObserver = RuleObserver> {
  /** Null where it could not even begin. */
  readonly observer: W | null;
  failed: string | null;
}

/** Sets a rule to work. */
export function beginGuarded<W extends RuleObserver>(begin: () => W): GuardedObserver<W> {
  try {
    return { observer: begin(), failed: null };
  } catch (error) {
    return { observer: null, failed: textOf(error) };
  }
}

/** Calls a watcher, and never again once it threw. */
export function callGuarded<W extends RuleObserver, T>(
  guarded: GuardedObserver<W>,
  call: (watcher: W) => T,
): T | null {
  if (guarded.failed !== null || guarded.observer === null) return null;
  try {
    return call(guarded.observer);
  } catch (error) {
    guarded.failed = textOf(error);
    return null;
  }
}

/** What a watcher does with one kind of thing. */
export interface GuardedCallback<T> {
  readonly guarded: GuardedObserver;
  readonly call: (what: T) => void;
}

export function guardedCallback<T>(
  guarded: GuardedObserver,
  call: ((what: T) => void) | undefined,
): GuardedCallback<T>[] {
  return call ? [{ guarded, call }] : [];
}

/** Written out, since it is called for every line of a flood: a closure a call would cost more than the rules. */
export function callAll<T>(callbacks: readonly GuardedCallback<T>[] | undefined, what: T): void {
  if (!callbacks) return;
  for (let i = 0; i < callbacks.length; i++) {
    const { guarded, call } = callbacks[i] as GuardedCallback<T>;
    if (guarded.failed !== null) continue;
    try {
      call(what);
    } catch (error) {
      guarded.failed = textOf(error);
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
