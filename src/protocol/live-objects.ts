/**
 * The page's live objects of a class, found in its heap without a hook: `Runtime.queryObjects` by the prototype.
 * It collects garbage and walks the heap, which stops the page, so it is asked for only when needed.
 */
import type { Protocol } from 'devtools-protocol';
import type { Transport } from './transport.ts';

/** What EventSource and WebSocket have in common. */
export interface LiveObject {
  readonly url: string;
  /** 0 connecting, 1 open; above that closing or closed. */
  readonly readyState: number;
}

export type LiveClass = 'EventSource' | 'WebSocket';

/** Milliseconds. The page's thread takes up to 0.1 s for each megabyte of its heap (docs/capture.md, Listeners). */
const DEADLINE = 180_000;
/** Handles that a look makes, and lets go of when it is over. */
export const GROUP = 'streamscope';

/**
 * Runs in the page, on the array of objects found; a prototype of a subclass is among them and has no url. It calls nothing that the
 * page can replace but the two getters, and these only where they have no side effect: see `throwOnSideEffect`.
 */
const READ = `function () {
  const found = [];
  for (let i = 0; i < this.length; i++) {
    try { found[i] = { url: this[i].url, readyState: this[i].readyState }; } catch { found[i] = null; }
  }
  return found;
}`;

/**
 * Ids of the main world of each frame in the session. `Runtime.enable` lists them all; DevTools itself has it on for
 * as long as it is open, so it changes nothing for the page. A worker has one world, which needs no id.
 */
export async function worlds(transport: Transport, session: string): Promise<(number | undefined)[]> {
  const ids: number[] = [];
  const stop = transport.on((method, params, from) => {
    if (method !== 'Runtime.executionContextCreated' || from !== session) return;
    const { context } = params as Protocol.Runtime.ExecutionContextCreatedEvent;
    const isDefault = (context.auxData as { isDefault?: boolean } | undefined)?.isDefault;
    if (isDefault !== false) ids.push(context.id);
  });
  try {
    await transport.send('Runtime.enable', undefined, session);
    await transport.send('Runtime.disable', undefined, session);
  } finally {
    stop();
  }
  return ids.length > 0 ? ids : [undefined];
}

/** Called before and after a walk through the heap. */
export interface WalkListener {
  readonly began?: () => void;
  /** @param ms how long it took. */
  readonly ended?: (ms: number) => void;
}

/**
 * The array of objects in one world, as a handle; null where there is no such class.
 * @param group names the handles, so that they can be released together.
 */
export async function query(
  transport: Transport,
  session: string,
  world: number | undefined,
  name: LiveClass,
  group = GROUP,
  walk: WalkListener = {},
): Promise<string | null> {
  const { result } = await transport.send(
    'Runtime.evaluate',
    {
      expression: `${name}.prototype`,
      objectGroup: group,
      silent: true,
      // The page may have put a getter in the way, which would notice.
      throwOnSideEffect: true,
      ...(world === undefined ? {} : { contextId: world }),
    },
    session,
  );
  if (result.objectId === undefined || result.subtype === 'error') return null;
  walk.began?.();
  const began = performance.now();
  const { objects } = await transport.send(
    'Runtime.queryObjects',
    { prototypeObjectId: result.objectId, objectGroup: group },
    session,
    DEADLINE,
  );
  walk.ended?.(performance.now() - began);
  return objects.objectId ?? null;
}

export async function read(
  transport: Transport,
  session: string,
  array: string,
): Promise<(LiveObject | null)[]> {
  const { result } = await transport.send(
    'Runtime.callFunctionOn',
    {
      functionDeclaration: READ,
      objectId: array,
      returnByValue: true,
      silent: true,
      throwOnSideEffect: true,
    },
    session,
  );
  return Array.isArray(result.value) ? (result.value as (LiveObject | null)[]) : [];
}

/** A handle to each object of the array, in order; undefined where the array has a gap. */
export async function handles(
  transport: Transport,
  session: string,
  array: string,
  count: number,
): Promise<(string | undefined)[]> {
  // Handles of an object's properties are in the object's own group.
  const { result } = await transport.send(
    'Runtime.getProperties',
    { objectId: array, ownProperties: true },
    session,
  );
  const byName = new Map(result.map(({ name, value }) => [name, value?.objectId]));
  return Array.from({ length: count }, (_, index) => byName.get(String(index)));
}

/** What a look found. */
export interface LiveLook {
  readonly objects: readonly LiveObject[];
  /** Milliseconds that its walks through the heap took. */
  readonly took: number;
  /** False where it was given up, since it took too long: there may be others. */
  readonly isWhole: boolean;
}

/**
 * Those not closed, of all frames of one session. Each frame is a walk through the heap.
 * @param max milliseconds: where the walks took longer, no other frame is looked at.
 * @param onWalk called before the first one.
 * @throws ProtocolError where no frame answered; one that goes meanwhile leaves the others to be read.
 */
export async function liveObjects(
  transport: Transport,
  session: string,
  name: LiveClass,
  max = Number.POSITIVE_INFINITY,
  onWalk: () => void = () => {},
): Promise<LiveLook> {
  const found: LiveObject[] = [];
  let took = 0;
  let hasAnswer = false;
  let isWhole = true;
  let trouble: unknown;
  const walk = {
    began: onWalk,
    ended(ms: number) {
      took += ms;
    },
  };
  try {
    for (const world of await worlds(transport, session)) {
      isWhole = took <= max;
      if (!isWhole) break;
      try {
        const array = await query(transport, session, world, name, GROUP, walk);
        const objects = array === null ? [] : await read(transport, session, array);
        hasAnswer = true;
        for (const object of objects) {
          if (object?.url !== undefined && object.readyState < 2) found.push(object);
        }
      } catch (error) {
        trouble = error;
      }
    }
  } finally {
    transport.send('Runtime.releaseObjectGroup', { objectGroup: GROUP }, session).catch(() => {});
  }
  if (!hasAnswer && trouble !== undefined) throw trouble;
  return { objects: found, took, isWhole };
}
