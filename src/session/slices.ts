/** Milliseconds of work before the thread is given back: half a frame, so that drawing and input keep their share. */
const SLICE = 8;

/**
 * Milliseconds that a slice waits for the thread to be idle. A flood of protocol events never leaves it idle, and keeps
 * a queue of seconds before every new task: then the slice goes ahead of it, or nothing would be seen until the end.
 */
const PATIENCE = 500;

/** Says stop when a slice that begins now is over. */
export function oneSlice(): () => boolean {
  const end = performance.now() + SLICE;
  return () => performance.now() >= end;
}

/** In a flood the clock is read once in this many requests: reading it costs more than the rest of a request. */
const CLOCK_EVERY = 32;

/**
 * Runs work in slices between the thread's other tasks. Not by timers, which a devtools page gets once a second, and
 * not by animation frames, which stop when the panel is hidden.
 */
export class Slices {
  readonly #work: (until: () => boolean) => boolean;
  readonly #queue: Queue;
  /** When the slice that is waited for was asked for; null while none is. */
  #askedAt: number | null = null;
  #requests = 0;
  #stopped = false;

  /** @param work does some until its argument says stop; returns whether there is more. */
  constructor(work: (until: () => boolean) => boolean) {
    this.#work = work;
    this.#queue = queue(() => this.#run());
  }

  /** Asks for a slice soon; asked again before that, it is one and the same. Quick enough for every message of a flood. */
  ask(): void {
    if (this.#stopped) return;
    if (this.#askedAt === null) {
      this.#askedAt = performance.now();
      this.#queue.post();
    } else if (++this.#requests % CLOCK_EVERY === 0 && performance.now() - this.#askedAt >= PATIENCE) {
      this.#queue.hurry();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#queue.close();
  }

  #run(): void {
    this.#askedAt = null;
    if (this.#stopped) return;
    if (this.#work(oneSlice())) this.ask();
  }
}

/** One task at a time. */
interface Queue {
  /** Posts the task, to run when nothing else is to be done. */
  post(): void;
  /** The posted task is to run next. */
  hurry(): void;
  close(): void;
}

interface Controller {
  readonly signal: AbortSignal;
  setPriority(priority: 'user-blocking'): void;
}

/** As far as it is used here; TypeScript's DOM does not know it yet. */
interface TaskGlobals {
  scheduler?: { postTask(task: () => void, options: { signal: AbortSignal }): Promise<void> };
  TaskController?: new (options: { priority: 'background' }) => Controller;
}

/**
 * Background priority lets a flood's own events come first, so that one slice reads what a hundred of them brought;
 * where there is no scheduler (Node), a message to ourselves does.
 */
function queue(task: () => void): Queue {
  const { scheduler, TaskController } = globalThis as TaskGlobals;
  if (!scheduler || !TaskController) return messageQueue(task);
  let hurry: Controller | null = null;
  return {
    post() {
      const controller = new TaskController({ priority: 'background' });
      hurry = controller;
      void scheduler.postTask(task, { signal: controller.signal });
    },
    hurry() {
      hurry?.setPriority('user-blocking');
      hurry = null;
    },
    close() {},
  };
}

function messageQueue(task: () => void): Queue {
  const channel = new MessageChannel();
  channel.port1.onmessage = task;
  return {
    post: () => channel.port2.postMessage(null),
    hurry() {},
    close: () => channel.port1.close(),
  };
}
