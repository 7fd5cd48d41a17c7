/**
 * The page's live EventSource objects, found in its heap without a hook: `Runtime.queryObjects` by the prototype.
 * It walks the heap, so it is asked for only when needed.
 */
import type { Protocol } from 'devtools-protocol';
import type { Transport } from '../transport.ts';

export interface LiveEventSource {
  readonly url: string;
  /** 0 connecting, 1 open, 2 closed. */
  readonly readyState: number;
}

const DEADLINE = 15_000;
const GROUP = 'streamscope';

/** Runs in the page, on the array of objects found; a prototype of a subclass is among them and has no url. */
const READ = `function () {
  const found = [];
  for (let i = 0; i < this.length; i++) {
    try { found.push({ url: this[i].url, readyState: this[i].readyState }); } catch { found.push(null); }
  }
  return found;
}`;

/**
 * Ids of the main world of each frame in the session. `Runtime.enable` lists them all; DevTools itself has it on for
 * as long as it is open, so it changes nothing for the page. A worker has one world, which needs no id.
 */
async function worlds(transport: Transport, session: string): Promise<(number | undefined)[]> {
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

/** The array of objects in one world, as a handle; null where there is no EventSource. */
async function query(
  transport: Transport,
  session: string,
  world: number | undefined,
): Promise<string | null> {
  const { result } = await transport.send(
    'Runtime.evaluate',
    {
      expression: 'EventSource.prototype',
      objectGroup: GROUP,
      silent: true,
      ...(world === undefined ? {} : { contextId: world }),
    },
    session,
  );
  if (result.objectId === undefined) return null;
  const { objects } = await transport.send(
    'Runtime.queryObjects',
    { prototypeObjectId: result.objectId, objectGroup: GROUP },
    session,
    DEADLINE,
  );
  return objects.objectId ?? null;
}

async function read(
  transport: Transport,
  session: string,
  array: string,
): Promise<(LiveEventSource | null)[]> {
  const { result } = await transport.send(
    'Runtime.callFunctionOn',
    { functionDeclaration: READ, objectId: array, returnByValue: true, silent: true },
    session,
  );
  return Array.isArray(result.value) ? (result.value as (LiveEventSource | null)[]) : [];
}

/** Those not closed, of all frames of one session. */
export async function liveEventSources(transport: Transport, session: string): Promise<LiveEventSource[]> {
  const found: LiveEventSource[] = [];
  try {
    for (const world of await worlds(transport, session)) {
      const array = await query(transport, session, world);
      if (array === null) continue;
      for (const source of await read(transport, session, array)) {
        if (source?.url !== undefined && source.readyState !== 2) found.push(source);
      }
    }
  } finally {
    transport.send('Runtime.releaseObjectGroup', { objectGroup: GROUP }, session).catch(() => {});
  }
  return found;
}

export interface ListenedEventSource {
  readonly url: string;
  readonly types: readonly string[];
}

/** `DOMDebugger.getEventListeners` of each object. Workers have no such domain: nothing is found there. */
export async function listenedEventSources(
  transport: Transport,
  session: string,
): Promise<ListenedEventSource[]> {
  const found: ListenedEventSource[] = [];
  try {
    for (const world of await worlds(transport, session)) {
      const array = await query(transport, session, world);
      if (array === null) continue;
      const sources = await read(transport, session, array);
      const { result } = await transport.send(
        'Runtime.getProperties',
        { objectId: array, ownProperties: true },
        session,
      );
      for (const [index, source] of sources.entries()) {
        const handle = result.find(({ name }) => name === String(index))?.value?.objectId;
        if (source?.url === undefined || source.readyState === 2 || handle === undefined) continue;
        const { listeners } = await transport.send(
          'DOMDebugger.getEventListeners',
          { objectId: handle },
          session,
        );
        found.push({ url: source.url, types: [...new Set(listeners.map(({ type }) => type))] });
      }
    }
  } finally {
    transport.send('Runtime.releaseObjectGroup', { objectGroup: GROUP }, session).catch(() => {});
  }
  return found;
}
