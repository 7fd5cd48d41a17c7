import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { poll } from '../../devtools/poll.ts';
import type { Rig } from './rig.ts';

/** In the order in which they are opened. The sixth is refused, and out of sight where a list shows fewer rows. */
export const PATHS = [
  '/orders/live',
  '/prices',
  '/notifications',
  '/presence',
  '/rooms/12/messages',
  '/jobs/progress',
  '/metrics',
] as const;
export const REFUSED = 'progress';

/** A block of seven lines, two of which overwrite others, and more events than any grid shows. */
const BLOCK = 'event: created\nid: 1\ndata: hello\nevent: changed\nid: 2\ndata: world\n\n';
const EVENTS = Array.from({ length: 60 }, (_, n) => `data: {"order":${n},"state":"open"}\n\n`).join('');

/**
 * Visits a page with seven event streams, all but one open; the first has events.
 * @returns a function that closes their server.
 */
export async function visitSevenStreams({ visit, fixtures, page, panel }: Rig): Promise<() => void> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/jobs/progress' ? 503 : 200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    if (request.url === '/jobs/progress') response.end();
    else response.write(request.url === PATHS[0] ? BLOCK + EVENTS : 'data: hello\n\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await visit(fixtures.url);
  // Two hosts: a browser opens six connections to each.
  await page.evaluate(
    (urls) => Object.assign(window, { sources: urls.map((url) => new EventSource(url)) }),
    PATHS.map((path, n) => `http://${n < 4 ? '127.0.0.1' : 'localhost'}:${port}${path}`),
  );
  await poll('all of them', async () => (await panel.table('Streams'))?.rowCount === PATHS.length);
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
