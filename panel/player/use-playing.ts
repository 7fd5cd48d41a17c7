import { useEffect } from 'preact/hooks';
import { useStore } from '../shared/state/context.ts';

/** Milliseconds between two draws: more often the eye gains little, and a full panel would fill the thread. */
const BETWEEN = 50;
/** A panel that was hidden continues where it was. */
const MAX_TICK = 250;

/** Lets time pass for the player while it plays and the panel is seen. */
export function usePlaying(isPlaying: boolean): void {
  const { act } = useStore();
  useEffect(() => {
    if (!isPlaying) return;
    let before = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      frame = requestAnimationFrame(next);
      if (now - before < BETWEEN) return;
      const elapsed = Math.min(MAX_TICK, now - before);
      before = now;
      act((host) => host.player.control()?.tick(elapsed));
    });
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, act]);
}
