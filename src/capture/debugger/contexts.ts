/** Which iframe or worker a session and a frame id belong to, and which document is in them. */
import type { Protocol } from 'devtools-protocol';
import type { Context } from '../../tape/index.ts';

interface FrameFacts {
  readonly parent: string | undefined;
  readonly url: string;
  readonly loader: string;
}

export class Contexts {
  readonly #sessions = new Map<string, Context>();
  readonly #frames = new Map<string, FrameFacts>();
  /** Id of the main frame; '' until the page reported it. */
  mainFrame = '';

  /** Loader id of the main document: names the page a connection belongs to. */
  get page(): string {
    return this.#frames.get(this.mainFrame)?.loader ?? '';
  }

  get url(): string {
    return this.#frames.get(this.mainFrame)?.url ?? '';
  }

  /** Whether the page has frames besides its main one. */
  get hasFrames(): boolean {
    return this.#frames.size > 1;
  }

  setSession(session: string, context: Context): void {
    this.#sessions.set(session, context);
  }
  dropSession(session: string): Context | undefined {
    const context = this.#sessions.get(session);
    this.#sessions.delete(session);
    return context;
  }
  ofSession(session: string): Context | undefined {
    return this.#sessions.get(session);
  }

  /** `Page.getFrameTree`, once at the start. */
  setTree(tree: Protocol.Page.FrameTree): void {
    this.setFrame(tree.frame);
    for (const child of tree.childFrames ?? []) this.setTree(child);
  }
  /** Another document is in the main frame: the frames of the one before are gone with it. */
  setPage(frame: Protocol.Page.Frame): void {
    this.#frames.clear();
    this.mainFrame = frame.id;
    this.setFrame(frame);
  }
  setFrame(frame: Protocol.Page.Frame): void {
    this.#frames.set(frame.id, { parent: frame.parentId, url: frame.url, loader: frame.loaderId });
  }
  dropFrame(id: string): void {
    this.#frames.delete(id);
  }

  /** The script of a service worker that runs for the origin of an address; null where none is attached. */
  serviceWorkerOf(address: string): string | null {
    if (!URL.canParse(address)) return null;
    const { origin } = new URL(address);
    for (const { kind, url } of this.#sessions.values())
      if (kind === 'service-worker' && url && URL.canParse(url) && new URL(url).origin === origin) return url;
    return null;
  }

  /** What made a request. */
  of(session: string, frameId: string | undefined): Context {
    const context = this.#sessions.get(session);
    if (frameId === undefined) return context ?? { kind: 'unknown', id: session };
    if (context && context.kind !== 'frame' && session !== '') return context;
    if (session === '' && (frameId === this.mainFrame || this.mainFrame === ''))
      return { kind: 'page', id: frameId, url: this.url };
    const url = this.#frames.get(frameId)?.url ?? context?.url;
    return { kind: 'frame', id: frameId, ...(url === undefined ? {} : { url }) };
  }

  /** Origins of every frame of the page: a shared worker of one of them can be the page's. */
  origins(): Set<string> {
    const origins = new Set<string>();
    for (const { url } of this.#frames.values()) {
      try {
        origins.add(new URL(url).origin);
      } catch {
        // about:blank of a frame that has not loaded yet.
      }
    }
    origins.delete('null');
    return origins;
  }
}
