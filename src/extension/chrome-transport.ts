/** The transport over `chrome.debugger`, from the devtools page. */
import type { Discovery } from '../protocol/discovery.ts';
import {
  type CommandName,
  type Commands,
  type LostReason,
  ProtocolError,
  type ProtocolListener,
  type Transport,
} from '../protocol/transport.ts';

const VERSION = '1.3';
const DEADLINE = 5000;

export interface ChromeAttachment {
  readonly transport: Transport;
  readonly discovery: Discovery;
}

/** What is attached, so that the service worker can detach it. */
export interface AttachmentState {
  readonly tab: boolean;
  readonly targets: readonly string[];
}

export class ChromeDebugger {
  readonly #tabId: number;
  readonly #onAttachment: (now: AttachmentState) => void;
  readonly #listeners = new Set<ProtocolListener>();
  readonly #lost = new Set<(reason: LostReason) => void>();
  /** Sessions other than the tab's own, and how they are addressed. */
  readonly #sessions = new Map<string, chrome.debugger.DebuggerSession>();
  /** Targets attached by their own id: session name by target id. */
  readonly #targets = new Map<string, string>();
  #tab = false;

  constructor(tabId: number, onAttachment: (now: AttachmentState) => void) {
    this.#tabId = tabId;
    this.#onAttachment = onAttachment;
  }

  /** @throws Error with the browser's sentence. */
  async attach(): Promise<ChromeAttachment> {
    // Reported first: a page that closes in between would leave it attached.
    this.#tab = true;
    this.#report();
    try {
      await chrome.debugger.attach({ tabId: this.#tabId }, VERSION);
    } catch (error) {
      this.#tab = false;
      this.#report();
      throw error;
    }
    chrome.debugger.onEvent.addListener(this.#onEvent);
    chrome.debugger.onDetach.addListener(this.#onDetach);
    const transport: Transport = {
      send: (method, params, session, deadline) => this.#send(method, params as never, session, deadline),
      on: (listener) => add(this.#listeners, listener),
      onLost: (listener) => add(this.#lost, listener),
    };
    return { transport, discovery: this.#discovery };
  }

  async detach(): Promise<void> {
    this.#forget();
    const targets = [...this.#targets.keys()];
    this.#targets.clear();
    await Promise.allSettled([
      chrome.debugger.detach({ tabId: this.#tabId }),
      ...targets.map((targetId) => chrome.debugger.detach({ targetId })),
    ]);
    this.#tab = false;
    this.#report();
  }

  #forget(): void {
    chrome.debugger.onEvent.removeListener(this.#onEvent);
    chrome.debugger.onDetach.removeListener(this.#onDetach);
    this.#sessions.clear();
    this.#listeners.clear();
    this.#lost.clear();
  }

  #report(): void {
    this.#onAttachment({ tab: this.#tab, targets: [...this.#targets.keys()] });
  }

  /** Every devtools page of the extension gets the events of every attached tab: filter by tab first. */
  readonly #onEvent = (source: chrome.debugger.DebuggerSession, method: string, params?: object): void => {
    let session: string;
    if (source.tabId === this.#tabId) session = source.sessionId ?? '';
    else if (source.targetId !== undefined && this.#targets.has(source.targetId))
      session = source.sessionId ?? `target:${source.targetId}`;
    else return;
    if (method === 'Target.attachedToTarget') {
      const { sessionId } = params as { sessionId: string };
      const { tabId, targetId } = source;
      this.#sessions.set(
        sessionId,
        tabId === undefined ? { targetId: targetId ?? '', sessionId } : { tabId, sessionId },
      );
    }
    for (const listener of this.#listeners) listener(method, params, session);
    if (method === 'Target.detachedFromTarget')
      this.#sessions.delete((params as { sessionId: string }).sessionId);
  };

  readonly #onDetach = (source: chrome.debugger.Debuggee, reason: string): void => {
    if (source.tabId === this.#tabId) {
      const lost = [...this.#lost];
      this.#forget();
      const targets = [...this.#targets.keys()];
      this.#targets.clear();
      for (const targetId of targets) chrome.debugger.detach({ targetId }).catch(() => {});
      this.#tab = false;
      this.#report();
      for (const listener of lost) listener(reason === 'canceled_by_user' ? reason : 'target_closed');
    } else if (source.targetId !== undefined && this.#targets.delete(source.targetId)) {
      this.#report();
      for (const sessionId of this.#dropSessionsOf(source.targetId))
        for (const listener of this.#listeners) listener('Target.detachedFromTarget', { sessionId }, '');
    }
  };

  /** Forgets the session of a target attached by its own id, and those of its children. @returns their names. */
  #dropSessionsOf(targetId: string): string[] {
    const names = [...this.#sessions].flatMap(([name, to]) => (to.targetId === targetId ? [name] : []));
    for (const name of names) this.#sessions.delete(name);
    return names;
  }

  async #send<M extends CommandName>(
    method: M,
    params: Commands[M]['paramsType'][0],
    session = '',
    deadline = DEADLINE,
  ): Promise<Commands[M]['returnType']> {
    const debuggee = session === '' ? { tabId: this.#tabId } : this.#sessions.get(session);
    if (!debuggee) throw new ProtocolError(method, `no session ${session}`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ProtocolError(method, 'no answer', true)), deadline);
    });
    try {
      const call = chrome.debugger.sendCommand(debuggee, method, params ?? {});
      return (await Promise.race([call, late])) as Commands[M]['returnType'];
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
      throw new ProtocolError(method, messageOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  readonly #discovery: Discovery = {
    list: async () => {
      const targets = await chrome.debugger.getTargets();
      return targets.map(({ id, type, url }) => ({ id, type, url }));
    },
    attach: async (targetId) => {
      const session = `target:${targetId}`;
      this.#targets.set(targetId, session);
      this.#sessions.set(session, { targetId });
      this.#report();
      try {
        await chrome.debugger.attach({ targetId }, VERSION);
      } catch (error) {
        this.#targets.delete(targetId);
        this.#dropSessionsOf(targetId);
        this.#report();
        throw error;
      }
      return session;
    },
    detach: async (session) => {
      const targetId = session.slice('target:'.length);
      this.#targets.delete(targetId);
      this.#dropSessionsOf(targetId);
      await chrome.debugger.detach({ targetId });
      this.#report();
    },
  };
}

/** The protocol's error is JSON in the message. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) return String(parsed.message);
  } catch {
    // Not JSON: the browser's own sentence.
  }
  return text;
}

function add<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => set.delete(item);
}
