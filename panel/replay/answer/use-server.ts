import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useStore } from '../../shared/state/context.ts';
import type { FoundServer } from '../../types.ts';

/** Milliseconds between two looks. */
const EVERY = 1000;

/** Looks for a replay server as long as it is shown; null before the first reply, and while no server is looked for. */
export function useServer(stream: string, address: string, isWanted: boolean): Signal<FoundServer | null> {
  const { host } = useStore();
  const found = useSignal<FoundServer | null>(null);
  useEffect(() => {
    found.value = null;
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      const outcome = await host.answering.find(stream, address);
      if (isOver) return;
      found.value = outcome;
      timer = setTimeout(() => void look(), EVERY);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [stream, address, isWanted]);
  return found;
}
