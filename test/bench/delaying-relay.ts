import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Relay {
  readonly port: number;
  close(): void;
}

/** Passes each read on after a while, in order. Timers of equal length fire in the order they were set. */
function pipe(from: Socket, to: Socket, delay: number): void {
  from.on('data', (bytes) => setTimeout(() => to.write(bytes), delay));
  from.on('end', () => setTimeout(() => to.end(), delay));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), delay));
}

/**
 * A TCP relay to a port of this machine that adds a delay: unlike the browser's own throttling it holds for every transport.
 * @param delay milliseconds in each direction.
 */
export async function startRelay(port: number, delay: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(port, '127.0.0.1');
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    pipe(client, target, delay);
    pipe(target, client, delay);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
