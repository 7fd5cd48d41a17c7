import type { Wait } from '../replay/wait.ts';

/** @returns waiting by the timers of a worker, which is started when it is first needed. */
export function workerWait(): Wait {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, () => void>();
  const start = (): Worker => {
    const started = new Worker(new URL('./timer-worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = (event: MessageEvent<number>) => {
      waiting.get(event.data)?.();
      waiting.delete(event.data);
    };
    return started;
  };
  return (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const id = ++last;
      const stop = (): void => {
        waiting.delete(id);
        reject(signal.reason);
      };
      // A long series waits a thousand times by one signal.
      waiting.set(id, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      signal.addEventListener('abort', stop);
      worker ??= start();
      // The first one waits for the worker as well, and that counts.
      worker.postMessage({ id, until: Date.now() + ms });
    });
}
