import { joined } from '../body.ts';
import { randomBy } from '../random.ts';
import type { Write } from '../recording.ts';
import type { Fault } from './fault.ts';

/** A chunk waits for the next one in this share of cases. */
const SHARE = 0.5;

/** Chunks come together, as from a proxy that buffers. */
export const merge: Fault = {
  name: 'merge',
  label: 'Merge chunks at random (seed)',
  notByBrowser: 'The browser gives the whole body at once: there are no chunks.',
  help: 'About every second chunk is held back and comes with the next one. The seed decides which.',
  initial: 1,
  min: 0,
  max: 4_294_967_295,
  apply(recording, seed) {
    const random = randomBy(seed);
    const writes: Write[] = [];
    let held: Uint8Array[] = [];
    recording.writes.forEach(({ at, bytes }, index) => {
      held.push(bytes);
      if (index < recording.writes.length - 1 && random() < SHARE) return;
      writes.push({ at, bytes: joined(held) });
      held = [];
    });
    return { ...recording, writes };
  },
};
