/** Pages of servers that a test file makes itself: served, captured, and closed after each test. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach } from 'vitest';
import { Capturing } from '../../capture/capturing.ts';
import type { PlainBrowser } from './plain-browser.ts';

export const EMPTY_PAGE = '<!doctype html><title>page</title>';

export interface OwnServers {
  /** Serves on a free port, captures the page at the root, and runs a script in it. */
  visit(server: Server, script: string, scheme?: 'http' | 'https'): Promise<Visit>;
}

export interface Visit {
  readonly capturing: Capturing;
  readonly origin: string;
  /** Closes the server before the test is over: nobody answers any more. */
  closeServer(): void;
}

/** To be called once in a file. */
export function ownServers(plain: PlainBrowser): OwnServers {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close().catch(() => {});
  });

  return {
    async visit(server, script, scheme = 'http') {
      const sockets = new Set<Duplex>();
      // A WebSocket's is no connection of HTTP any more.
      server.on('connection', (socket: Duplex) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      const closeServer = () => {
        server.close();
        for (const socket of sockets) socket.destroy();
      };
      closing.push(async () => closeServer());
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const capturing = await Capturing.on(plain.browser, plain.fixtures);
      closing.push(() => capturing.close());
      await capturing.start();
      await capturing.page.goto(origin);
      await capturing.page.evaluate(`${script}; undefined`);
      return { capturing, origin, closeServer };
    },
  };
}
