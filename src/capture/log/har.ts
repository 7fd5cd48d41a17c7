import type { Stack } from '../http/initiator.ts';

/** As much of Chromium's HAR as is read here. Fields that begin with an underscore are its own. */
export interface HarLog {
  readonly entries: readonly HarEntry[];
}

export interface HarEntry {
  readonly startedDateTime: string;
  /** Milliseconds it took, or has taken so far. */
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HarHeader[];
    readonly postData?: { readonly text?: string };
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly headers: readonly HarHeader[];
    readonly content: { readonly mimeType: string };
    readonly headersSize?: number;
    readonly _error?: string | null;
    readonly _fetchedViaServiceWorker?: boolean;
  };
  readonly timings?: {
    readonly blocked?: number;
    readonly dns?: number;
    readonly connect?: number;
    readonly send?: number;
    readonly wait?: number;
  };
  readonly serverIPAddress?: string;
  readonly _fromCache?: 'memory' | 'disk';
  readonly _resourceType?: string;
  readonly _initiator?: { readonly stack?: Stack } | null;
  readonly _eventSourceMessages?: readonly HarMessage[];
  readonly _webSocketMessages?: readonly HarWebSocketMessage[];
}

export interface HarHeader {
  readonly name: string;
  readonly value: string;
}

export interface HarMessage {
  /** Seconds since the Unix epoch. */
  readonly time: number;
  readonly eventName: string;
  readonly eventId: string;
  readonly data: string;
}

export interface HarWebSocketMessage {
  readonly type: 'send' | 'receive' | 'error';
  /** Seconds since the Unix epoch. */
  readonly time: number;
  /** -1 of an error. */
  readonly opcode: number;
  /** Text of a text frame or an error, else base64. */
  readonly data: string;
}
