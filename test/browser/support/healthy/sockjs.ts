import type { Server } from 'node:http';
import { createRequire } from 'node:module';

interface Connection {
  on(event: 'data', handler: (text: string) => void): void;
  write(text: string): void;
}

/** As much of the package, which has no types, as is used here. */
interface SockJs {
  createServer(options: object): {
    on(event: 'connection', handler: (connection: Connection) => void): void;
    installHandlers(server: Server, options: object): void;
  };
}

const { createServer } = createRequire(import.meta.url)('sockjs') as SockJs;

/** A server of SockJS that sends back what it gets, at /echo. @param limit bytes after which it ends a streamed response. */
export const sockJs =
  (limit = 131_072) =>
  (server: Server): undefined => {
    const echo = createServer({ log() {}, response_limit: limit, heartbeat_delay: 25_000 });
    echo.on('connection', (connection) => connection.on('data', (text) => connection.write(text)));
    echo.installHandlers(server, { prefix: '/echo' });
  };
