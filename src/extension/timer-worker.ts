/** A timer for pages whose own are slowed: a devtools page gets timers once a second, a worker gets them in time. */
interface Asked {
  readonly id: number;
  /** Milliseconds; null takes the timer back. */
  readonly ms: number | null;
}

const timers = new Map<number, ReturnType<typeof setTimeout>>();

self.addEventListener('message', ({ data: { id, ms } }: MessageEvent<Asked>) => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (ms === null) return;
  const ring = (): void => {
    timers.delete(id);
    self.postMessage(id);
  };
  timers.set(id, setTimeout(ring, ms));
});
