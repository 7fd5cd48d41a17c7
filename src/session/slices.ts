/** Milliseconds of work before the thread is given back: half a frame, so that drawing and input keep their share. */
const SLICE = 8;

/**
 * Runs work in slices between the thread's other tasks. Not by timers, which a devtools page gets once a second, and
 * not by animation frames, which stop when the panel is hidden.
 */
export class Slices {
  readonly #work: (until: () => boolean) => boolean;
  #waiting = false;
  #stopped = false;
  #channel = new MessageChannel();

  /** @param work does some until told to stop; returns whether there is more. */
  constructor(work: (until: () => boolean) => boolean) {
    this.#work = work;
    this.#channel.port1.onmessage = () => this.#run();
  }

  /** Asks for a slice soon; asked again before that, it is one and the same. */
  ask(): void {
    if (this.#waiting || this.#stopped) return;
    this.#waiting = true;
    post(() => this.#run(), this.#channel);
  }

  stop(): void {
    this.#stopped = true;
    this.#channel.port1.close();
  }

  #run(): void {
    this.#waiting = false;
    if (this.#stopped) return;
    const end = performance.now() + SLICE;
    if (this.#work(() => performance.now() >= end)) this.ask();
  }
}

interface PostTask {
  postTask(task: () => void, options: { priority: 'user-visible' | 'background' }): Promise<void>;
}

/**
 * Background priority lets a flood's own events come first, so that one slice takes in what a hundred of them brought;
 * where there is no scheduler (Node), a message to ourselves does.
 */
function post(task: () => void, channel: MessageChannel): void {
  const { scheduler } = globalThis as { scheduler?: Partial<PostTask> };
  if (scheduler?.postTask) void scheduler.postTask(task, { priority: 'background' });
  else channel.port2.postMessage(null);
}
