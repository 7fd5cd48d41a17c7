/** Sends a recording on a response: a write a chunk, each at its time. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recording } from '../../src/replay/serving/index.ts';
import { REPLAY_HEADER } from '../../src/tape/index.ts';

/** Longer than this no timer is set: Node would fire it at once. Milliseconds. */
const MAX_WAIT = 1_000_000_000;

/** Two writes closer than this are one read of the client's, and a chunk border is lost. Milliseconds. */
const APART = 4;
/** So late a chunk may come for the sake of a border; in a flood time counts more. Milliseconds. */
const LATEST = 16;

export type Outcome = 'served' | 'left';

/** A clock that can wait; a test has its own. Milliseconds. */
export interface Time {
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
}

const TIME: Time = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/**
 * Sends the head, the chunks and the end of a recording. Times are counted from one beginning, so that the lateness of a timer
 * is not passed on to the next chunk. Resolves when it is over or the client has left; never rejects for the latter.
 */
export async function perform(recording: Recording, res: ServerResponse, time = TIME): Promise<Outcome> {
  const begin = time.now();
  const closing = new AbortController();
  const { signal } = closing;
  res.once('close', () => closing.abort());
  res.on('error', () => closing.abort());
  const until = async (at: number): Promise<void> => {
    for (let left = begin + at - time.now(); left > 0; left = begin + at - time.now())
      await time.sleep(Math.min(left, MAX_WAIT), signal);
  };
  // A small write must not wait for the one before to be acknowledged.
  res.socket?.setNoDelay(true);
  try {
    const { head, writes, close } = recording;
    if (head) {
      await until(head.at);
      // The recorded headers, and of ours those of the hop and the one that says that no server speaks here.
      res.sendDate = false;
      res.writeHead(head.status, head.statusText, [...head.headers, REPLAY_HEADER].flat());
      res.flushHeaders();
    }
    let last = Number.NEGATIVE_INFINITY;
    for (const { at, bytes } of writes) {
      last = Math.max(at, Math.min(last + APART, at + LATEST));
      await until(last);
      if (!res.write(bytes)) await once(res, 'drain', { signal });
    }
    if (close.how === 'hold') {
      if (!signal.aborted) await once(signal, 'abort');
      return 'left';
    }
    await until(close.at);
    if (close.how === 'end') res.end();
    else if (close.how === 'cut') res.socket?.destroySoon();
    else {
      const { socket } = res;
      // A reset discards what has not been sent yet.
      await new Promise<void>((resolve) => (socket ? socket.write('', () => resolve()) : resolve()));
      socket?.resetAndDestroy();
    }
    return 'served';
  } catch (error) {
    // A pause or a drain given up because the client left is no fault; everything else is.
    if (signal.aborted) return 'left';
    throw error;
  }
}
