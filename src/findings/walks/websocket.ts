import type { WebSocketMember } from '../../channels/index.ts';
import { callAll, type GuardedCallback, type GuardedObserver, guardedCallback } from '../guard.ts';
import type { WebSocketRuleObserver } from '../observer.ts';
import { CLOCK_EVERY } from './clock.ts';

/** Walks over the frames of a socket, each once. */
export class WebSocketWalk {
  readonly #webSocket: WebSocketMember;
  readonly #onFrame: readonly GuardedCallback<number>[];
  #next = 0;

  constructor(socket: WebSocketMember, observers: readonly GuardedObserver<WebSocketRuleObserver>[]) {
    this.#webSocket = socket;
    this.#onFrame = observers.flatMap((to) => guardedCallback(to, to.observer?.frame));
  }

  /** Continues until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    const { sent, received } = this.#webSocket.traffic;
    const count = sent.frames + received.frames;
    for (let steps = 1; this.#next < count; steps++) {
      callAll(this.#onFrame, this.#next++);
      if (steps % CLOCK_EVERY === 0 && until()) return true;
    }
    return false;
  }
}
