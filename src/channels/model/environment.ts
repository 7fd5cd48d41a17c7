import type { ListenersRecord } from '../../tape/index.ts';

/** Connections to one host that HTTP/1.1 gets in a browser. */
export const TCP_CONNECTIONS_PER_HOST = 6;

/** What the tape says around one connection: it cannot be read from the connection's own tape. */
export interface Environment {
  /** HTTP/1.1 connections that are open or being opened to the same host. */
  readonly tcpConnectionsToHost: (host: string) => number;
  readonly listeners: (url: string) => ListenersRecord | null;
}
