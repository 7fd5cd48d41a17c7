/**
 * Workers and cross-origin frames: child sessions, each switched on without waiting for an answer.
 *
 * `Target.setAutoAttach` with `waitForDebuggerOnStart` holds a new target until it is listened to, so that not even
 * its first request is missed. A paused service worker answers nothing, and waiting for its answer would leave it, and
 * the page's requests that wait for it, frozen.
 */
import type { Protocol } from 'devtools-protocol';
import type { ChildSession, CommandName, Commands } from '../../../protocol/transport.ts';
import type { Context } from '../../../tape/index.ts';
import type { Navigation, Running } from '../navigation.ts';
import type { Needs } from '../needs.ts';

const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true } as const;

const KINDS: Readonly<Record<string, Context['kind']>> = {
  page: 'page',
  iframe: 'frame',
  worker: 'worker',
  shared_worker: 'shared-worker',
  service_worker: 'service-worker',
};

export interface TargetsNeeds extends Pick<Needs, 'transport' | 'tape' | 'clock' | 'contexts'> {
  readonly requests: Pick<Running, 'infer'>;
  readonly navigation: Navigation;
  /** Called with a child session before its target runs. */
  readonly onBegin?: (child: ChildSession) => void;
}

export class Targets {
  readonly #needs: TargetsNeeds;
  /** Targets with a session, so that none gets two and its streams come twice. */
  readonly #attached = new Map<string, string>();

  constructor(needs: TargetsNeeds) {
    this.#needs = needs;
  }

  has(targetId: string): boolean {
    for (const id of this.#attached.values()) if (id === targetId) return true;
    return false;
  }

  /** Child sessions that are listened to, each with its context. */
  children(): ChildSession[] {
    return [...this.#attached.keys()].flatMap((session) => {
      const context = this.#needs.contexts.ofSession(session);
      return context ? [{ session, kind: context.kind }] : [];
    });
  }

  /** Sessions that have frames. */
  frames(): string[] {
    return [...this.#attached.keys()].filter(
      (session) => this.#needs.contexts.ofSession(session)?.kind === 'frame',
    );
  }

  /** The page's own session. */
  startRoot(): void {
    this.#send('', 'Target.setAutoAttach', AUTO_ATTACH);
  }

  /** `Target.attachedToTarget` */
  attached(event: Protocol.Target.AttachedToTargetEvent): void {
    const { targetInfo, sessionId } = event;
    const kind = KINDS[targetInfo.type] ?? 'unknown';
    const context: Context = { kind, id: targetInfo.targetId, url: targetInfo.url };
    // Its streams would come twice; a paused target must still be let go.
    if (this.has(targetInfo.targetId)) this.#send(sessionId, 'Runtime.runIfWaitingForDebugger', undefined);
    else this.begin(sessionId, context);
  }

  /** Starts to listen to a session, however it was come by. */
  begin(session: string, context: Context): void {
    const { tape, clock, contexts } = this.#needs;
    this.#attached.set(session, context.id);
    contexts.setSession(session, context);
    this.#send(session, 'Network.enable', {});
    if (context.kind === 'frame' || context.kind === 'page') this.#send(session, 'Page.enable', {});
    this.#send(session, 'Inspector.enable', undefined);
    this.#send(session, 'Target.setAutoAttach', AUTO_ATTACH);
    this.#needs.onBegin?.({ session, kind: context.kind });
    this.#send(session, 'Runtime.runIfWaitingForDebugger', undefined);
    tape.append({ kind: 'target', at: clock.now(), event: 'attached', context });
  }

  /** `Target.detachedFromTarget` */
  detached(session: string): void {
    const { tape, clock, contexts, requests, navigation } = this.#needs;
    if (!this.#attached.delete(session)) return;
    const context = contexts.dropSession(session);
    const at = clock.now();
    // A page that is being left takes its workers along: their end is decided with the page's.
    if (!navigation.leaving)
      requests.infer((c) => c.identity.session === session && !c.suspended, 'target-gone', at);
    if (context) tape.append({ kind: 'target', at, event: 'detached', context });
  }

  /** `Inspector.targetCrashed` */
  crashed(session: string): void {
    const { tape, clock, contexts, requests } = this.#needs;
    const at = clock.now();
    requests.infer((c) => (session === '' ? true : c.identity.session === session), 'crash', at);
    const context =
      session === '' ? { kind: 'page' as const, id: contexts.mainFrame } : contexts.ofSession(session);
    if (context) tape.append({ kind: 'target', at, event: 'crashed', context });
  }

  #send<M extends CommandName>(session: string, method: M, params: Commands[M]['paramsType'][0]): void {
    // A target that is gone by now, or has no such domain, leaves nothing to do.
    this.#needs.transport.send(method, params, session).catch(() => {});
  }
}
