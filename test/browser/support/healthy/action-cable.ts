/** A server of Action Cable as its client knows it: welcome, confirmations, pings, and a disconnect that says why. */
import type { Server } from 'node:http';
import { acceptSockets } from './sockets.ts';

/** Milliseconds between pings here; Rails' are 3 s apart, and the test's tape goes on with those. */
const PING_EVERY = 60;

/** @param restartsAfter so many messages of the first connection: before that its page would lose what it sends. */
export function actionCable({ restartsAfter = Number.POSITIVE_INFINITY } = {}) {
  let connections = 0;
  return (server: Server) => {
    const { sockets, end } = acceptSockets(server, '/cable');
    sockets.on('connection', (socket) => {
      const number = ++connections;
      const send = (message: object) => socket.send(JSON.stringify(message));
      send({ type: 'welcome' });
      let pings = 0;
      let messages = 0;
      const timer = setInterval(() => {
        send({ type: 'ping', message: 1_790_000_000 + pings++ });
        if (number > 1 || messages < restartsAfter) return;
        send({ type: 'disconnect', reason: 'server_restart', reconnect: true });
        socket.close(1000);
      }, PING_EVERY);
      socket.on('close', () => clearInterval(timer));
      socket.on('message', (data) => {
        const { command, identifier, data: said } = JSON.parse(String(data));
        if (command === 'subscribe') send({ identifier, type: 'confirm_subscription' });
        if (command !== 'message') return;
        messages++;
        send({ identifier, message: JSON.parse(said) });
      });
    });
    return end;
  };
}
