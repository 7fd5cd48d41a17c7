import type { Server } from 'node:http';
import { createRequire } from 'node:module';

interface Connection {
  on(event: 'data', handler: (text: string) => void): void;
  write(text: string): void;
  close(code: number, reason: string): void;
}

/** As much of the package, which has no types, as is used here. */
interface SockJs {
  createServer(options: object): {
    on(event: 'connection', handler: (connection: Connection) => void): void;
    installHandlers(server: Server, options: object): void;
  };
}

const { createServer } = createRequire(import.meta.url)('sockjs') as SockJs;

/** A server of SockJS. @param serve what it does with a connection. @param limit bytes after which it ends a streamed response. */
export const sockJsServer =
  (serve: (connection: Connection) => void, limit = 131_072, prefix = '/echo') =>
  (server: Server): undefined => {
    const sockets = createServer({ log() {}, response_limit: limit, heartbeat_delay: 25_000 });
    sockets.on('connection', serve);
    sockets.installHandlers(server, { prefix });
  };

/** One that sends back what it gets. */
export const sockJs = (limit?: number, prefix?: string) =>
  sockJsServer((connection) => connection.on('data', (text) => connection.write(text)), limit, prefix);
