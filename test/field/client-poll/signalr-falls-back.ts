import { bodyOf, type FieldCase, json, refuse, untilDone } from '../case.ts';

/** What is used of the client. */
interface Hub {
  on(name: string, listener: () => void): void;
  start(): Promise<void>;
}
interface Builder {
  withUrl(url: string): Builder;
  configureLogging(level: string): Builder;
  build(): Hub;
}
interface Lib {
  HubConnectionBuilder: new () => Builder;
}

const END = '\u001e';

export default {
  source: 'https://github.com/SignalR/SignalR/issues/3340',
  reported: 'On the production server SignalR always ends at long polling, whatever it tries before.',
  needed:
    'What it tried: a WebSocket that was refused, with its status. Then one row of SignalR that polls, and is healthy.',
  handshake: ({ tcp }) => refuse(tcp, '404 Not Found'),
  async answer({ request, response, path, nth, pause }) {
    if (path.startsWith('/hub/negotiate')) {
      const availableTransports = ['WebSockets', 'LongPolling'].map((transport) => ({
        transport,
        transferFormats: ['Text'],
      }));
      const about = { negotiateVersion: 1, connectionId: 'c-1', connectionToken: 'q3Yq0S5vF7d_token-1' };
      json(response, { ...about, availableTransports });
    } else if (request.method === 'POST') {
      await bodyOf(request);
      response.writeHead(200).end();
    } else if (request.method === 'DELETE') response.writeHead(202).end();
    else {
      // The first GET opens the connection, the next one brings the handshake's answer.
      const isEarly = nth <= 3;
      await pause(isEarly ? 30 : 900);
      const message = isEarly ? '{}' : JSON.stringify({ type: 1, target: 'said', arguments: [nth] });
      response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
      response.end(nth === 1 ? '' : `${message}${END}`);
    }
  },
  lib: `export { HubConnectionBuilder } from '@microsoft/signalr';`,
  async page(_, { HubConnectionBuilder }: Lib) {
    const hub = new HubConnectionBuilder().withUrl('/hub').configureLogging('none').build();
    let heard = 0;
    const enough = new Promise<void>((done) => {
      hub.on('said', () => {
        if (++heard === 4) done();
      });
    });
    await hub.start();
    await enough;
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    { is: { transport: 'websocket' }, state: 'failed', findings: ['error socket-refused'], says: [/404/] },
    { is: { transport: 'poll' }, state: 'open', findings: [], says: [/SignalR/], never: [/waits/] },
  ],
  requests: [],
} satisfies FieldCase;
