/** The server of a case: its page, and what the case answers. Plain Node, so that no library changes the bytes. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { makeCertificate } from '../../fixtures-server/certificate.ts';
import { bundled } from '../../fixtures-server/packages.ts';
import type { FieldCase, Places } from './case.ts';

export interface ServedCase {
  readonly places: Places;
  close(): void;
}

/** Serves a case on two ports, so that there is another origin. */
export async function serveCase(field: FieldCase): Promise<ServedCase> {
  const sockets = new Set<Duplex>();
  const timers = new Set<NodeJS.Timeout>();
  const counts = new Map<string, number>();
  const webSockets = new WebSocketServer({ noServer: true });
  const places = { own: '', other: '' };

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  const arrived = ({ url = '/' }: IncomingMessage) => {
    const name = url.split('?')[0] ?? '';
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return { path: url, nth, pause };
  };
  const failed = (error: unknown) => console.error('The server of the case failed:', error);

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(field, places));
    } else if (request.url === '/lib.js' && field.lib !== undefined) {
      const send = (code: string) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
      bundled(field.lib).then(send, failed);
    } else if (!field.answer) response.writeHead(404).end();
    else {
      const call = { request, response, places, ...arrived(request) };
      Promise.resolve(field.answer(call)).catch(failed);
    }
  };
  const onUpgrade = (request: IncomingMessage, tcp: Duplex, head: Buffer) => {
    if (!field.handshake) {
      tcp.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const accept = () =>
      new Promise<import('ws').WebSocket>((resolve) => {
        webSockets.handleUpgrade(request, tcp, head, resolve);
      });
    Promise.resolve(field.handshake({ request, tcp, accept, ...arrived(request) })).catch(failed);
  };

  const start = async (isOwn: boolean): Promise<{ server: Server; origin: string }> => {
    const server = await makeServer(field, onRequest);
    field.attach?.(server, isOwn);
    // What a library listens to is its own.
    if (field.handshake || !field.attach) server.on('upgrade', onUpgrade);
    server.on('connection', (socket: Duplex) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { server, origin: `${field.http2 ? 'https' : 'http'}://127.0.0.1:${port}` };
  };
  const both = [await start(true), await start(false)] as const;
  places.own = both[0].origin;
  places.other = both[1].origin;
  return {
    places,
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      for (const { server } of both) server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function makeServer(
  { http2 }: FieldCase,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  if (!http2) return createServer({ keepAliveTimeout: 60_000 }, onRequest);
  const { key, cert } = await makeCertificate();
  // Node's HTTP/2 requests and responses have what the cases use of HTTP/1.1's.
  return createSecureServer({ key, cert, settings: { ...http2 } }, onRequest as never) as unknown as Server;
}

/** The page: its script is a line of its own in the document, so that each call has a place of its own. */
function pageOf(field: FieldCase, places: Places): string {
  // A method's text has its name before it, where an arrow function's has none.
  const page = field.page.toString().replace(/^(async )?page\(/, '$1function page(');
  const given = JSON.stringify(places);
  const callable =
    field.lib === undefined
      ? `(${page})(${given})`
      : `import('/lib.js').then((lib) => (${page})(${given}, lib))`;
  return `<!doctype html><meta charset="utf-8"><title>field</title><link rel="icon" href="data:,"><script>\nvar __name = (it) => it;\n${callable}\n</script>`;
}
