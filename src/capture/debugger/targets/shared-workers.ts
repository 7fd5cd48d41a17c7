/**
 * Shared workers belong to no page, so auto-attach does not reach them: they are looked for among all targets of the
 * browser, by the origins of the page's frames. Whether this very page uses one cannot be known.
 */

import type { Discovery } from '../../../protocol/discovery.ts';
import type { Needs } from '../needs.ts';
import type { Targets } from './targets.ts';

/** As often as a devtools page's timers run; and at once when a page has loaded, for a stream may be short. */
const INTERVAL = 1000;

export interface SharedWorkersNeeds extends Pick<Needs, 'transport' | 'contexts'> {
  readonly discovery: Discovery;
  readonly targets: Targets;
}

export class SharedWorkers {
  readonly #needs: SharedWorkersNeeds;
  /** Attached once already, with or without success; of the targets that there are. */
  #tried = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;
  #stopped = false;

  constructor(needs: SharedWorkersNeeds) {
    this.#needs = needs;
  }

  start(): void {
    void this.#look();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Looks now: the page may just have started one. */
  hint(): void {
    if (!this.#looking && !this.#stopped) void this.#look();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    this.#looking = true;
    try {
      await this.#attachNew();
    } catch {
      // The list cannot be read now; the next look may succeed.
    }
    this.#looking = false;
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#look(), INTERVAL);
  }

  async #attachNew(): Promise<void> {
    const { discovery, contexts, targets, transport } = this.#needs;
    const origins = contexts.origins();
    const listed = await discovery.list();
    this.#tried = new Set(listed.map(({ id }) => id).filter((id) => this.#tried.has(id)));
    const found = listed.filter(
      ({ id, type, url }) => type === 'worker' && origins.has(originOf(url)) && !this.#tried.has(id),
    );
    if (found.length === 0) return;
    // A service worker is among them too. It comes by auto-attach, paused, and attaching to a paused one by its id has
    // taken the browser down: an answer on the page's session comes after the news of all that is auto-attached.
    await transport.send('Inspector.enable');
    for (const { id, url } of found) {
      if (targets.has(id)) continue;
      if (this.#stopped) return;
      this.#tried.add(id);
      await this.#attach(id, url);
    }
  }

  async #attach(id: string, url: string): Promise<void> {
    const { discovery, transport, targets } = this.#needs;
    const session = await discovery.attach(id);
    let isShared = false;
    try {
      const { result } = await transport.send(
        'Runtime.evaluate',
        { expression: 'self.constructor.name', silent: true },
        session,
      );
      isShared = result.value === 'SharedWorkerGlobalScope' && !this.#stopped;
    } finally {
      // A service worker of the page comes by auto-attach; twice attached, its streams would come twice. One that does
      // not answer is let go as well.
      if (!isShared) await discovery.detach(session);
    }
    if (isShared) targets.begin(session, { kind: 'shared-worker', id, url });
  }
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}
