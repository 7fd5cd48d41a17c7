import type { Wait } from '../replay/wait.ts';

/**
 * Waits by the timers of a worker: those of a devtools page fire once a second, whatever was asked for. The worker is made
 * when somebody first waits.
 */
export function workerWait(): Wait {
  const rings = new Map<number, () => void>();
  let worker: Worker | null = null;
  let next = 0;

  function begin(): Worker {
    const made = new Worker(new URL('./timer-worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<number>) => {
      rings.get(data)?.();
      rings.delete(data);
    });
    return made;
  }

  return (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      worker ??= begin();
      const timer = worker;
      const id = next++;
      const stop = (): void => {
        rings.delete(id);
        timer.postMessage({ id, ms: null });
        reject(signal.reason);
      };
      rings.set(id, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      signal.addEventListener('abort', stop, { once: true });
      timer.postMessage({ id, ms });
    });
}
