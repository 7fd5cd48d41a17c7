/**
 * Shared workers belong to no page, so auto-attach does not reach them: they are looked for among all targets of the
 * browser, by the origins of the page's frames. Whether this very page uses one cannot be told.
 */
import type { Context } from '../../tape/index.ts';
import type { Discovery } from './discovery.ts';
import type { Needs } from './needs.ts';
import type { Targets } from './targets.ts';

const INTERVAL = 1000;

export interface SharedWorkersNeeds extends Pick<Needs, 'transport' | 'contexts'> {
  readonly discovery: Discovery;
  readonly targets: Targets;
}

export class SharedWorkers {
  readonly #needs: SharedWorkersNeeds;
  /** Seen at the last look. Attaching to one that is still paused has taken the browser down: wait one look. */
  #seen = new Set<string>();
  /** Attached once already, whatever came of it. */
  readonly #tried = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
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

  async #look(): Promise<void> {
    try {
      await this.#attachNew();
    } catch {
      // The list cannot be had just now; the next look may do better.
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#look(), INTERVAL);
  }

  async #attachNew(): Promise<void> {
    const { discovery, contexts, targets } = this.#needs;
    const origins = contexts.origins();
    const seen = new Set<string>();
    for (const target of await discovery.list()) {
      if (target.type !== 'worker' || !origins.has(originOf(target.url))) continue;
      seen.add(target.id);
      if (!this.#seen.has(target.id) || this.#tried.has(target.id) || targets.has(target.id)) continue;
      if (this.#stopped) return;
      this.#tried.add(target.id);
      await this.#attach(target.id, target.url);
    }
    this.#seen = seen;
  }

  async #attach(id: string, url: string): Promise<void> {
    const { discovery, transport, targets } = this.#needs;
    const session = await discovery.attach(id);
    const context: Context = { kind: 'shared-worker', id, url };
    const { result } = await transport.send(
      'Runtime.evaluate',
      { expression: 'self.constructor.name', silent: true },
      session,
    );
    // A service worker of the page comes by auto-attach; twice attached, its streams would come twice.
    if (result.value === 'SharedWorkerGlobalScope' && !this.#stopped) targets.begin(session, context);
    else await discovery.detach(session);
  }
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}
