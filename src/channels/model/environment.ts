import type { ListenersRecord } from '../../tape/index.ts';

/** Connections to one host that HTTP/1.1 gets in a browser. */
export const TCP_CONNECTIONS_PER_HOST = 6;

/** A request that left and is not over: over HTTP/1.1 it has a TCP connection to its host for itself. */
export interface Holder {
  /** Its connection on the tape. */
  readonly id: string;
  readonly url: string;
  /** By its response; without one by its scheme, or by what else came from that host. */
  readonly protocol: 'http/1' | 'http/2' | 'unknown';
}

/** What the tape says around one connection: it cannot be read from the connection's own tape. */
export interface Environment {
  /** Requests to the host that left and are not over: streams in the order of their requests, then other exchanges. */
  readonly holders: (host: string) => readonly Holder[];
  readonly listeners: (url: string) => ListenersRecord | null;
}
