/** Milliseconds of work before others have their turn: a frame must still fit. */
const TURN = 8;
/** Units of a piece that are worked on at once: some milliseconds of reading a tape. */
const PORTION = 64 * 1024;

/** Lets what waits for the thread run. Timers are no way to: in a devtools page they fire once a second. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * The same pieces in portions, giving the thread back between them: what is in memory is handed out without a task between,
 * and a large file would hold the thread until it is read.
 * @param now milliseconds on any clock.
 */
export async function* givingWay<T extends { readonly length: number; slice(start: number, end: number): T }>(
  pieces: AsyncIterable<T>,
  now: () => number = () => performance.now(),
): AsyncGenerator<T> {
  let due = now() + TURN;
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += PORTION) {
      yield piece.length <= PORTION ? piece : piece.slice(from, from + PORTION);
      if (now() < due) continue;
      await giveWay();
      due = now() + TURN;
    }
  }
}
