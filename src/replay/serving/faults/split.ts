import { randomBy } from '../random.ts';
import type { Write } from '../recording.ts';
import type { Fault } from './fault.ts';

/** So far apart two writes are two reads of a page that is idle (measured: 5 ms are; this leaves room). Milliseconds. */
const APART = 20;
const MAX_PIECES = 4;

/** Chunks come in pieces, cut anywhere: in a line, in a character. */
export const split: Fault = {
  name: 'split',
  label: 'Split chunks at random (seed)',
  notByBrowser: 'The browser gives the whole body at once: there are no chunks.',
  help: 'Each chunk comes in up to four pieces, 20 ms apart, cut at any byte. The seed decides where.',
  initial: 1,
  min: 0,
  max: 4_294_967_295,
  apply(recording, seed) {
    const random = randomBy(seed);
    const writes: Write[] = [];
    let free = 0;
    for (const { at, bytes } of recording.writes) {
      const pieces = Math.min(bytes.length, 1 + Math.floor(random() * MAX_PIECES));
      const cuts = Array.from({ length: pieces - 1 }, () => 1 + Math.floor(random() * (bytes.length - 1)));
      const borders = [...new Set([0, ...cuts, bytes.length])].sort((left, right) => left - right);
      // The pieces of the chunk before may take longer than its pause.
      let time = Math.max(at, free);
      for (let index = 1; index < borders.length; index++) {
        writes.push({ at: time, bytes: bytes.subarray(borders[index - 1], borders[index]) });
        time += APART;
      }
      free = time;
    }
    const { close } = recording;
    const last = writes.at(-1)?.at ?? 0;
    return {
      ...recording,
      writes,
      close: close.how === 'hold' ? close : { ...close, at: Math.max(close.at, last) },
    };
  },
};
