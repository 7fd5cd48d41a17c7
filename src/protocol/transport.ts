import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';
import type { AnsweredBy, Context } from '../tape/index.ts';

/** Commands and events of the DevTools protocol, by name. */
export type Commands = ProtocolMapping.Commands;
export type Events = ProtocolMapping.Events;
export type CommandName = keyof Commands;
export type EventName = keyof Events;

/**
 * A connection to one debugged target tree. One implementation serves `chrome.debugger` in the extension, one a
 * DevTools-protocol session in tests, one a fake in unit tests.
 *
 * `session` is the flattened child session's id; '' is the page itself.
 */
export interface Transport {
  /**
   * Sends one command.
   * @param deadline milliseconds until the call is given up (a crashed renderer never answers); default 5,000.
   * @throws ProtocolError with the protocol's message, or with `timeout` set after the deadline.
   */
  send<M extends CommandName>(
    method: M,
    params?: Commands[M]['paramsType'][0],
    session?: string,
    deadline?: number,
  ): Promise<Commands[M]['returnType']>;

  /**
   * Receives every event of every session, in order. The listener must be quick: it runs once per network read and,
   * in a flood, once per message.
   * @returns a function that stops it.
   */
  on(listener: ProtocolListener): () => void;

  /** The transport is gone (DevTools closed it, the user pressed Cancel, the target went away). Called at most once per attach. */
  onLost(listener: (reason: LostReason) => void): () => void;
}

/** A session of a worker or of a frame of another site. */
export interface ChildSession {
  readonly session: string;
  readonly kind: Context['kind'];
}

/** What is attached, for what else is to be done with it while it lasts. */
export interface ProtocolSessions {
  readonly transport: Transport;
  /** The child sessions there are now. */
  children(): readonly ChildSession[];
  /** Called for each further one, before its target runs. @returns a function that stops it. */
  onChild(listener: (child: ChildSession) => void): () => void;
  /**
   * Says that a recording answers a request from now on, in place of the server: its connection on the tape is marked so.
   * @param requestId of the Network domain.
   */
  setAnswered(requestId: string, by: AnsweredBy): void;
}

export type ProtocolListener = (method: string, params: unknown, session: string) => void;

/** `Debugger.onDetach` reasons: 'canceled_by_user' is the banner's Cancel, 'target_closed' also a navigation to chrome://. */
export type LostReason = 'canceled_by_user' | 'target_closed';

export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly method: string;
  readonly timeout: boolean;
  constructor(method: string, message: string, timeout = false) {
    super(`${method}: ${message}`);
    this.method = method;
    this.timeout = timeout;
  }
}
