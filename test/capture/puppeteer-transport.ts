/**
 * The transport over puppeteer's DevTools-protocol session: what `chrome.debugger` is in the extension, for tests and
 * tools that run without one. A second session beside puppeteer's own, so that neither changes the other's domains.
 */
import type { Browser, CDPSession, Page } from 'puppeteer';
import type { Discovery } from '../../src/protocol/discovery.ts';
import {
  type LostReason,
  ProtocolError,
  type ProtocolListener,
  type Transport,
} from '../../src/protocol/transport.ts';

export interface PuppeteerTransport extends Transport {
  readonly discovery: Discovery;
  detach(): Promise<void>;
}

interface AnySession {
  send(method: string, params?: object): Promise<unknown>;
  on(type: '*', handler: (method: string, params: unknown) => void): unknown;
  on(type: 'sessionattached', handler: (child: CDPSession) => void): unknown;
  on(type: 'sessiondetached', handler: (child: CDPSession) => void): unknown;
  on(type: 'Disconnected', handler: () => void): unknown;
}

let lastSession: Promise<unknown> = Promise.resolve();

/** Of two that attach to the browser at once, puppeteer takes one for its own, and loses the browser when it is detached. */
function browserSession(browser: Browser): Promise<CDPSession> {
  const attach = () => browser.target().createCDPSession();
  const session = lastSession.then(attach, attach);
  lastSession = session;
  return session;
}

export async function puppeteerTransport(browser: Browser, page: Page): Promise<PuppeteerTransport> {
  const root = await page.createCDPSession();
  const outer = await browserSession(browser);
  const sessions = new Map<string, CDPSession>();
  const listeners = new Set<ProtocolListener>();
  const lost = new Set<(reason: LostReason) => void>();

  const emit = (method: string, params: unknown, session: string) => {
    // Names with a dot are the protocol's; the rest is puppeteer's own.
    if (method.includes('.')) for (const listener of listeners) listener(method, params, session);
  };
  const adopt = (session: CDPSession, name: string) => {
    sessions.set(name, session);
    const any = session as unknown as AnySession;
    any.on('sessionattached', (child) => adopt(child, child.id()));
    any.on('sessiondetached', (child) => sessions.delete(child.id()));
    any.on('*', (method, params) => emit(String(method), params, name));
  };
  adopt(root, '');
  (root as unknown as AnySession).on('Disconnected', () => {
    for (const listener of lost) listener('target_closed');
  });
  (outer as unknown as AnySession).on('sessionattached', (child) => adopt(child, child.id()));

  return {
    async send(method, params, session = '', deadline = 5000) {
      const target = sessions.get(session);
      if (!target) throw new ProtocolError(method, `no session ${session}`);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new ProtocolError(method, 'no answer', true)), deadline);
        timer.unref();
      });
      try {
        const answer = (target as unknown as AnySession).send(method, params ?? {});
        return (await Promise.race([answer, late])) as never;
      } catch (error) {
        if (error instanceof ProtocolError) throw error;
        throw new ProtocolError(method, error instanceof Error ? error.message : String(error));
      } finally {
        clearTimeout(timer);
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onLost(listener) {
      lost.add(listener);
      return () => lost.delete(listener);
    },
    discovery: {
      async list() {
        const { targetInfos } = await outer.send('Target.getTargets');
        return targetInfos.map((info) => ({
          id: info.targetId,
          // `chrome.debugger.getTargets()` calls both by this name.
          type: info.type === 'shared_worker' || info.type === 'service_worker' ? 'worker' : info.type,
          url: info.url,
        }));
      },
      async attach(id) {
        const { sessionId } = await outer.send('Target.attachToTarget', { targetId: id, flatten: true });
        return sessionId;
      },
      async detach(session) {
        await outer.send('Target.detachFromTarget', { sessionId: session });
      },
    },
    async detach() {
      await Promise.allSettled([root.detach(), outer.detach()]);
    },
  };
}
