/** The page's live EventSource and WebSocket objects, in all its frames and workers, held while messages are sent to them. */
import { handles, type LiveClass, query, worlds } from '../../protocol/live-objects.ts';
import type { ChildSession, ProtocolSessions } from '../../protocol/transport.ts';
import { dispatch, listenedTypes, type Place } from './dispatch.ts';
import type { Message, SendOutcome, Target } from './model.ts';

/** All handles of ours are in one group, so that they can be let go of at once (`Runtime.releaseObjectGroup`). */
export const GROUP = 'streamscope-send';

const CLASSES = { EventSource: 'eventsource', WebSocket: 'websocket' } as const;

interface FoundObject {
  readonly url: string;
  readonly readyState: number;
  readonly where: string;
  readonly isTop: boolean;
}

/** Runs in the page, on the array of objects found; a prototype of a subclass is among them and has no url. */
const READ = `function () {
  const where = globalThis.location?.href ?? '';
  const isTop = globalThis.top === globalThis;
  const found = [];
  for (let i = 0; i < this.length; i++) {
    try { found.push({ url: this[i].url, readyState: this[i].readyState, where, isTop }); } catch { found.push(null); }
  }
  return found;
}`;

export interface LookResult {
  readonly targets: readonly Target[];
  /** Frames and workers that did not answer. */
  readonly silent: number;
}

export class PageObjects {
  readonly #protocolSessions: ProtocolSessions;
  readonly #places = new Map<string, Place>();
  /** Sessions that may hold handles of ours. */
  readonly #sessions = new Set<string>();
  #next = 1;

  constructor(protocolSessions: ProtocolSessions) {
    this.#protocolSessions = protocolSessions;
  }

  /** Looks for them again; earlier ones are let go. @throws ProtocolError where the page itself does not answer. */
  async find(): Promise<LookResult> {
    this.release();
    const children = this.#protocolSessions.children();
    const page = this.#of({ session: '', kind: 'page' });
    const others = await Promise.allSettled(children.map((child) => this.#of(child)));
    const targets = await page;
    let silent = 0;
    for (const other of others) {
      if (other.status === 'rejected') silent++;
      else for (const target of other.value) targets.push(target);
    }
    return { targets, silent };
  }

  /** Never throws. @param origin what the listener gets as `event.origin`. */
  async send(target: Target, message: Message, origin: string): Promise<SendOutcome> {
    const place = this.#places.get(target.id);
    return place ? dispatch(place, target, message, origin) : { kind: 'gone' };
  }

  /** Lets go of all of them: the page may collect them again. */
  release(): void {
    const sessions = [...this.#sessions];
    this.#sessions.clear();
    this.#places.clear();
    for (const session of sessions) this.#releaseIn(session);
  }

  #releaseIn(session: string): void {
    // Where the session is gone, so are its handles.
    const { transport } = this.#protocolSessions;
    transport.send('Runtime.releaseObjectGroup', { objectGroup: GROUP }, session).catch(() => {});
  }

  async #of(child: Pick<ChildSession, 'session' | 'kind'>): Promise<Target[]> {
    const { session } = child;
    try {
      const targets: Target[] = [];
      for (const world of await worlds(this.#protocolSessions.transport, session)) {
        for (const name of ['EventSource', 'WebSocket'] as const)
          targets.push(...(await this.#inWorld(child, world, name)));
      }
      return targets;
    } catch (error) {
      this.#releaseIn(session);
      throw error;
    } finally {
      // They may have been let go of since, and this look has made more.
      this.#sessions.add(session);
    }
  }

  async #inWorld(
    { session, kind }: Pick<ChildSession, 'session' | 'kind'>,
    world: number | undefined,
    name: LiveClass,
  ): Promise<Target[]> {
    const { transport } = this.#protocolSessions;
    const array = await query(transport, session, world, name, GROUP);
    if (array === null) return [];
    const { result } = await transport.send(
      'Runtime.callFunctionOn',
      { functionDeclaration: READ, objectId: array, returnByValue: true, silent: true },
      session,
    );
    const found: (FoundObject | null)[] = Array.isArray(result.value) ? result.value : [];
    if (found.length === 0) return [];
    const objects = await handles(transport, session, array, found.length);
    const targets: Target[] = [];
    for (const [index, object] of found.entries()) {
      const handle = objects[index];
      if (!object || typeof object.url !== 'string' || object.readyState > 1 || handle === undefined)
        continue;
      const place = { transport, session, handle };
      const types = await listenedTypes(place);
      const id = String(this.#next++);
      this.#places.set(id, place);
      targets.push({
        id,
        to: CLASSES[name],
        url: object.url,
        state: object.readyState === 0 ? 'connecting' : 'open',
        place: { kind: kind === 'page' && !object.isTop ? 'frame' : kind, url: object.where },
        types: types && [...new Set(types)].sort(),
      });
    }
    return targets;
  }
}
