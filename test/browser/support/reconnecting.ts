/** A server of a page with an EventSource: each connection brings two events more than the one before, and is ended at once. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Reconnecting {
  readonly url: string;
  /** Connections of the stream so far. */
  readonly connections: number;
  close(): void;
}

const PAGE = `<!doctype html><title>reconnecting</title><script>
  self.source = new EventSource('/prices');
  self.got = [];
  source.addEventListener('price', ({ data }) => got.push(data));
</script>`;

export async function startReconnecting(): Promise<Reconnecting> {
  let connections = 0;
  const server = createServer((req, res) => {
    if (req.url !== '/prices') {
      res.writeHead(req.url === '/' ? 200 : 404, { 'content-type': 'text/html' });
      res.end(PAGE);
      return;
    }
    const id = 2 * connections++ + 1;
    res.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    const event = (number: number) => `id: ${number}\nevent: price\ndata: {"price":${40 + number}}\n\n`;
    res.write(`retry: 300\n\n${event(id)}`);
    // A block that no blank line ends: worth a finding, where a server sends it.
    setTimeout(() => res.end(`${event(id + 1)}event: price\ndata: lost`), 40);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get connections() {
      return connections;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
