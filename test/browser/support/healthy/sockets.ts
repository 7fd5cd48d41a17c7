import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';

/** What accepts WebSockets at one path of a server, and what cuts them all. */
export function acceptSockets(server: Server, path: string): { sockets: WebSocketServer; end: () => void } {
  const sockets = new WebSocketServer({ server, path });
  return {
    sockets,
    end() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
