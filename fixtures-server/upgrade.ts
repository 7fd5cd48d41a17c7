/** From the handshake of a WebSocket to its script. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { sleep } from './clock.ts';
import { headersOf } from './router.ts';
import type { ScenarioRequest, WebSocketScript } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import type { Recorder, WrittenLog } from './written.ts';

/** More than this is not handed to a socket that does not take it. */
const MAX_BUFFERED = 1_000_000;

const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The listener for `upgrade` that all the servers share. */
export function makeUpgrade(log: WrittenLog): Upgrade {
  return (req, socket, head) => {
    // A client that leaves in the middle of the handshake is no fault.
    socket.on('error', () => socket.destroy());
    const url = new URL(req.url ?? '/', 'http://fixtures.invalid');
    const [, first, id = '', ...rest] = url.pathname.split('/');
    const route = first === 's' ? byId.get(id)?.sockets?.[rest.join('/')] : undefined;
    if (!route) return refuse(socket, 404, 'There is no such socket.\n');
    const ask: ScenarioRequest = {
      method: 'GET',
      query: url.searchParams,
      search: url.search,
      lastEventId: null,
      body: '',
      headers: headersOf(req),
    };
    const answer = typeof route === 'function' ? route(ask) : route;
    const status = answer.refuse ?? 101;
    const recorder = log.open(url.searchParams.get('run'), {
      method: 'GET',
      path: url.pathname,
      lastEventId: null,
      status,
    });
    if (status !== 101) {
      recorder.ended('end');
      return refuse(socket, status, 'This socket is not for you.\n');
    }
    const server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: true,
      maxPayload: 256_000_000,
      handleProtocols: (offered) => answer.subprotocols?.find((name) => offered.has(name)) ?? false,
    });
    server.handleUpgrade(req, socket, head, (opened) => {
      play(answer, opened, recorder).catch((error: unknown) => {
        if (opened.readyState === opened.OPEN) console.error(`${req.url}:`, error);
        opened.terminate();
      });
    });
  };
}

function refuse(socket: Duplex, status: number, body: string): void {
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

async function play(answer: WebSocketScript, socket: WebSocket, recorder: Recorder): Promise<void> {
  const closing = new AbortController();
  const gone = closing.signal;
  let waiting = 0;
  let wake = (): void => {};
  const send = (data: string | Uint8Array): void => {
    const binary = typeof data !== 'string';
    recorder.wrote(binary ? data : Buffer.from(data), binary);
    socket.send(data);
  };
  socket.on('error', () => {});
  socket.on('message', (data: Buffer, binary) => {
    recorder.received(data, binary);
    waiting++;
    wake();
    if (answer.echo) send(binary ? data : data.toString('utf8'));
  });
  socket.once('close', () => {
    recorder.ended('left');
    closing.abort();
    wake();
  });

  for (const step of answer.steps) {
    if (gone.aborted) return;
    switch (step.kind) {
      case 'send':
        send(step.data);
        while (socket.bufferedAmount > MAX_BUFFERED && !gone.aborted) await sleep(1, gone).catch(() => {});
        break;
      case 'pause':
        await sleep(step.ms, gone).catch(() => {});
        break;
      case 'receive':
        while (waiting === 0 && !gone.aborted) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        waiting--;
        break;
      case 'close':
        recorder.ended('end');
        socket.close(step.code, step.reason);
        await once(socket, 'close');
        return;
      case 'drop':
        recorder.ended('cut');
        socket.terminate();
        return;
    }
  }
}
