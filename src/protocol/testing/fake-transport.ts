/** A scripted transport for unit tests: what is sent is noted and answered on demand, events are played by hand. */

import { type LostReason, ProtocolError, type ProtocolListener, type Transport } from '../transport.ts';

export interface Call {
  readonly method: string;
  readonly params: { readonly requestId?: string };
  readonly session: string;
  answer(result: unknown): Promise<void>;
  refuse(message: string, timeout?: boolean): Promise<void>;
}

/** Lets everything run that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

export class FakeTransport implements Transport {
  readonly calls: Call[] = [];
  /** Answers at once, by method, or by a function that is given the call; what is not here waits. */
  readonly answers: Record<string, unknown> = {
    'Network.enable': {},
    'Page.enable': {},
    'Inspector.enable': {},
    'Target.setAutoAttach': {},
    'Runtime.runIfWaitingForDebugger': {},
    'Page.getFrameTree': {
      frameTree: { frame: { id: 'main', loaderId: 'page-1', url: 'https://site.test/' } },
    },
  };
  readonly #listeners = new Set<ProtocolListener>();
  readonly #lost = new Set<(reason: LostReason) => void>();

  send(method: string, params: unknown = {}, session = ''): Promise<never> {
    return new Promise((resolve, reject) => {
      const call: Call = {
        method,
        params: params as Call['params'],
        session,
        answer: (result) => {
          resolve(result as never);
          return settled();
        },
        refuse: (message, timeout) => {
          reject(new ProtocolError(method, message, timeout));
          return settled();
        },
      };
      this.calls.push(call);
      const answer = this.answers[method];
      if (typeof answer === 'function') void answer(call);
      else if (method in this.answers) void call.answer(answer);
    });
  }
  on(listener: ProtocolListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  onLost(listener: (reason: LostReason) => void): () => void {
    this.#lost.add(listener);
    return () => this.#lost.delete(listener);
  }

  get listening(): boolean {
    return this.#listeners.size > 0;
  }
  emit(method: string, params: unknown, session = ''): void {
    for (const listener of this.#listeners) listener(method, params, session);
  }
  lose(reason: LostReason): void {
    for (const listener of [...this.#lost]) listener(reason);
  }
  /** The latest call of a method. */
  call(method: string): Call {
    const call = this.calls.findLast((candidate) => candidate.method === method);
    if (!call) throw new Error(`${method} was not called`);
    return call;
  }
}
