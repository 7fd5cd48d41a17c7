/** Waits `ms` milliseconds; gives up with the signal. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;
