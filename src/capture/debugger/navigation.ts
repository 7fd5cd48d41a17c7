/**
 * How streams end when a document goes: the browser reports no end then.
 *
 * The back/forward cache: at a navigation the protocol does not report whether the page that is left stays in the
 * cache, its streams with it, or is destroyed (compared event by event on Chromium 156, with and without an `unload`
 * listener: the same events in the same order). A later event is certain: `Page.frameNavigated` of type
 * `BackForwardCacheRestore` brings the page back under its old loader id, and `Page.backForwardCacheNotUsed` says that
 * the page gone back to was not in the cache. So the streams of a page that could be in the cache are suspended,
 * until one of these, or the time is over that the browser keeps a page.
 */
import type { Protocol } from 'devtools-protocol';
import type { ConnectionWriter } from '../http/connection-writer.ts';
import type { Needs } from './needs.ts';
import type { Requests } from './requests/requests.ts';

/** Chromium keeps a page in the back/forward cache for ten minutes at most. */
const CACHE_LIFETIME = 600_000;

const RELOADS = new Set(['reload', 'reloadBypassingCache']);

/** All that runs: what begins an end of it need not know what it is. */
export type Running = Pick<Requests, 'infer' | 'live'>;

export type NavigationNeeds = Pick<Needs, 'tape' | 'clock' | 'contexts'> & {
  readonly requests: Running;
  /** Asks the browser for the frames of the page. */
  readonly readFrames: () => void;
};

export class Navigation {
  readonly #needs: NavigationNeeds;
  /** How the main frame's navigation under way began; null while it stands. */
  #underWay: string | null = null;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(needs: NavigationNeeds) {
    this.#needs = needs;
  }

  /** While the page is being left, what its targets and sessions do is the navigation's doing. */
  get leaving(): boolean {
    return this.#underWay !== null;
  }

  /** `Page.frameStartedNavigating` */
  started(event: Protocol.Page.FrameStartedNavigatingEvent): void {
    if (event.frameId !== this.#needs.contexts.mainFrame) return;
    if (!event.navigationType.includes('ameDocument')) this.#underWay = event.navigationType;
  }

  /** `Page.frameStoppedLoading`: also the end of a navigation that came to nothing (204, a download). */
  stopped(frameId: string): void {
    if (frameId === this.#needs.contexts.mainFrame) this.#underWay = null;
  }

  /** `Page.frameNavigated` */
  navigated(event: Protocol.Page.FrameNavigatedEvent, session: string): void {
    const { contexts } = this.#needs;
    const { frame } = event;
    if (session === '' && frame.parentId === undefined) this.#page(event);
    else {
      contexts.setFrame(frame);
      this.#end((c) => c.identity.frame === frame.id && c.identity.loader !== frame.loaderId, 'navigation');
    }
  }

  #page(event: Protocol.Page.FrameNavigatedEvent): void {
    const { tape, clock, contexts, requests } = this.#needs;
    const { frame } = event;
    const from = contexts.page;
    const left = contexts.url;
    const restored = event.type === 'BackForwardCacheRestore';
    const how = restored ? 'restored' : RELOADS.has(this.#underWay ?? '') ? 'reload' : 'navigation';
    this.#underWay = null;
    contexts.setPage(frame);
    // A page that comes back from the cache brings its frames along, and the protocol does not report them.
    if (restored) this.#needs.readFrames();
    const at = clock.now();

    const leaves = (c: ConnectionWriter) =>
      !c.suspended && c.identity.page !== frame.loaderId && belongsToPage(c);
    if (how === 'reload' || from === '' || !/^https?:/.test(left))
      requests.infer(leaves, how === 'reload' ? 'reload' : 'navigation', at);
    else this.#suspend(leaves, from, at);

    tape.append({ kind: 'navigate', at, url: frame.url + (frame.urlFragment ?? ''), how });
    if (restored) this.#resume(frame.loaderId, at);
  }

  #suspend(leaves: (c: ConnectionWriter) => boolean, page: string, at: number): void {
    const { requests } = this.#needs;
    // Before its answer nothing keeps a request alive in the cache. One that is over must have its end before the page
    // has gone, though its bytes are still asked for: later it would count as one of the next page.
    requests.infer((c) => leaves(c) && (!c.listed || c.response === null || c.ended), 'navigation', at);
    let any = false;
    for (const connection of requests.live()) {
      if (!leaves(connection)) continue;
      connection.suspend(at);
      any = true;
    }
    if (!any) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#end((c) => c.suspended && c.identity.page === page, 'navigation');
    }, CACHE_LIFETIME);
    this.#timers.add(timer);
    (timer as { unref?(): void }).unref?.();
  }

  #resume(page: string, at: number): void {
    for (const connection of this.#needs.requests.live()) {
      if (connection.suspended && connection.identity.page === page) connection.resume(at);
    }
  }

  /** `Page.backForwardCacheNotUsed`: the page gone back to was not there, and its streams are not either. */
  notRestored(): void {
    this.#end((c) => c.suspended, 'navigation');
  }

  #end(which: (c: ConnectionWriter) => boolean, why: 'navigation'): void {
    const { requests, clock } = this.#needs;
    requests.infer(which, why, clock.now());
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** Shared workers and service workers outlive a page. */
function belongsToPage(connection: ConnectionWriter): boolean {
  const kind = connection.identity.context.kind;
  return kind !== 'shared-worker' && kind !== 'service-worker';
}
