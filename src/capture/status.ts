import type { ProtocolSessions } from '../protocol/transport.ts';
import type { SourceName } from '../tape/index.ts';

/** What the user should know about capture, with a way on where there is one. Plain data: it crosses windows. */
export interface Notice {
  readonly level: 'info' | 'warning' | 'error';
  /** Stable name, for tests and for not showing the same thing twice. */
  readonly code: NoticeCode;
  readonly text: string;
  readonly action?: NoticeAction;
}

export type NoticeCode =
  | 'banner-cancelled'
  | 'another-debugger'
  | 'attach-refused'
  | 'not-debuggable'
  | 'target-closed'
  | 'crashed'
  | 'no-answer'
  | 'messages-only'
  | 'capture-failed'
  // Of the session, beside capture.
  | 'reading-failed'
  | 'settings-failed';

/** What the button in the notice does. */
export type NoticeAction = 'record' | 'reload-page' | 'use-messages';

export interface CaptureStatus {
  readonly state: 'off' | 'starting' | 'on' | 'lost';
  /** What is used while on, or would be used by Record: exact bytes with the banner, or messages without it. */
  readonly source: SourceName;
  readonly notices: readonly Notice[];
  /** The user's look at the page's listeners: while it lasts, and where the page did not answer. */
  readonly listenerCheck?: 'running' | 'failed';
  /** The same of the user's look for addresses. */
  readonly addressCheck?: 'running' | 'failed';
  /** Bytes in the page's JavaScript heap, where they are known: such a look takes longer, the more there are. */
  readonly heap?: number;
}

/** What a user can ask of capture. */
export interface CaptureControl {
  status(): CaptureStatus;
  /** The debugger while it records by it; null otherwise. The same object as long as it is the same attachment. */
  protocolSessions(): ProtocolSessions | null;
  /** Called after every change of status. @returns a function that stops it. */
  onStatus(listener: () => void): () => void;
  record(on: boolean): Promise<void>;
  use(source: SourceName): Promise<void>;
  dismiss(code: NoticeCode): void;
  reloadPage(): Promise<void>;
  /** Looks up, now, which event types the page's EventSource objects have listeners for (a `listeners` record each). */
  findListeners(): Promise<void>;
  /** Looks, now, for the addresses of what was open before recording, where they are not known. */
  findAddresses(): Promise<void>;
  dispose(): Promise<void>;
}
