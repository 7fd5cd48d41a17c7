import type { SocketChannel } from '../../channels/index.ts';
import { type Ear, ear, type Guarded, hand } from '../guard.ts';
import type { SocketWatcher } from '../observer.ts';
import { CLOCK_EVERY } from './clock.ts';

/** Walks over the frames of a socket, each once. */
export class SocketWalk {
  readonly #socket: SocketChannel;
  readonly #onFrame: readonly Ear<number>[];
  #next = 0;

  constructor(socket: SocketChannel, watchers: readonly Guarded<SocketWatcher>[]) {
    this.#socket = socket;
    this.#onFrame = watchers.flatMap((to) => ear(to, to.watcher?.frame));
  }

  /** Goes on until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    const { sent, received } = this.#socket.traffic;
    const count = sent.frames + received.frames;
    for (let steps = 1; this.#next < count; steps++) {
      hand(this.#onFrame, this.#next++);
      if (steps % CLOCK_EVERY === 0 && until()) return true;
    }
    return false;
  }
}
