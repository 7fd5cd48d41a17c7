/**
 * Looks for the page's live objects, by which the address of a stream is found that was open before capture. A look stops the page: it
 * collects garbage, and walks the heap. So capture makes one by itself only where the heap is small, and only once; any other is the user's.
 */
import { type LiveClass, type LiveObject, liveObjects } from '../../protocol/live-objects.ts';
import type { Transport } from '../../protocol/transport.ts';

/** Bytes that are used of a heap in which a look takes about {@link MAX_LOOK} at most (`npm run bench -- listeners`). */
export const MAX_HEAP = 1_000_000;
/** Milliseconds. A page in which a look took longer is not looked at again but by the user's wish. */
export const MAX_LOOK = 50;

/**
 * What a look by itself found. `dear`: none was made, or none to its end, since it costs the page too much. `no answer`: the page did not
 * say how large its heap is, and may be asked again.
 */
export type Looked = readonly LiveObject[] | 'dear' | 'no answer';

export class LiveLooks {
  readonly #transport: Transport;
  /** By session and class: what was found, or is being looked for. What was open before is found by the first look. */
  readonly #looks = new Map<string, Promise<Looked>>();
  /** Sessions whose pages are not looked at again by itself. */
  readonly #dear = new Set<string>();
  /** Bytes that are used of the page's heap, as last reported; null before. */
  heap: number | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Looks, where that costs the page little. One look serves all streams. */
  async byItself(session: string, name: LiveClass): Promise<Looked> {
    const key = `${name} ${session}`;
    const look = this.#looks.get(key) ?? this.#lookIfCheap(session, name);
    this.#looks.set(key, look);
    const looked = await look;
    if (looked === 'no answer' && this.#looks.get(key) === look) this.#looks.delete(key);
    return looked;
  }

  /** Looks whatever it costs. @throws ProtocolError where the page does not answer. */
  async byUser(session: string, name: LiveClass): Promise<readonly LiveObject[]> {
    const { objects } = await liveObjects(this.#transport, session, name);
    this.#looks.set(`${name} ${session}`, Promise.resolve(objects));
    return objects;
  }

  async #lookIfCheap(session: string, name: LiveClass): Promise<Looked> {
    if (this.#dear.has(session)) return 'dear';
    let isBegun = false;
    try {
      const { usedSize } = await this.#transport.send('Runtime.getHeapUsage', undefined, session);
      if (session === '') this.heap = usedSize;
      if (usedSize > MAX_HEAP || this.#dear.has(session)) return 'dear';
      const begin = () => {
        isBegun = true;
      };
      const { objects, took, isWhole } = await liveObjects(this.#transport, session, name, MAX_LOOK, begin);
      if (took > MAX_LOOK) this.#dear.add(session);
      return isWhole ? objects : 'dear';
    } catch {
      if (!isBegun) return 'no answer';
      // It may be on its way through the heap.
      this.#dear.add(session);
      return 'dear';
    }
  }
}

/**
 * The address, where one object can be meant; else those it can be. They cannot be mapped to request ids. Null where none fits.
 * @param known addresses of connections that are on the tape with theirs.
 */
export function addressAmong(
  objects: readonly LiveObject[],
  known: Iterable<string>,
): { readonly url: string } | { readonly candidates: readonly string[] } | null {
  const urls = objects.map(({ url }) => url);
  for (const other of known) {
    const index = urls.indexOf(other);
    if (index >= 0) urls.splice(index, 1);
  }
  const candidates = [...new Set(urls)];
  const [url] = candidates;
  if (url === undefined) return null;
  return candidates.length === 1 ? { url } : { candidates };
}
