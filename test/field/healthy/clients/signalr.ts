import type { ServerResponse } from 'node:http';
import type { Call } from '../../case.ts';
import type { HealthyPage, Served } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

const END = '\u001e';

/** A hub that offers long polling only, as ASP.NET Core speaks it: JSON protocol, an empty answer to the first poll and where there is nothing. */
function hub(): Served {
  let waiting: ServerResponse | null = null;
  let messages = '';
  const flush = () => {
    if (!waiting || messages === '') return;
    waiting.writeHead(200, { 'content-type': 'text/plain' }).end(messages);
    messages = '';
    waiting = null;
  };
  const say = (message: object) => {
    messages += JSON.stringify(message) + END;
    setImmediate(flush);
  };
  const hear = (text: string) => {
    const { protocol, type, invocationId } = JSON.parse(text);
    if (protocol) say({});
    if (type === 1) say({ type: 3, invocationId, result: 'heard' });
  };
  const poll = async ({ response, nth, pause }: Call) => {
    const isFirst = nth === 1;
    if (!isFirst) waiting = response;
    flush();
    await pause(isFirst ? 5 : 4000);
    if (response.writableEnded) return;
    waiting = null;
    response.writeHead(200, { 'content-length': 0 }).end();
  };
  return {
    async answer(call) {
      const { request, response, path, pause } = call;
      if (path.startsWith('/hub/negotiate')) {
        const availableTransports = [{ transport: 'LongPolling', transferFormats: ['Text', 'Binary'] }];
        json(call, {
          negotiateVersion: 1,
          connectionId: 'c1',
          connectionToken: 'u7Xk2p_dT0',
          availableTransports,
        });
      } else if (request.method === 'GET') await poll(call);
      else {
        const texts = (await bodyOf(request)).split(END).filter(Boolean);
        response.writeHead(200, { 'content-length': 0 }).end();
        texts.forEach(hear);
        if (!texts.some((text) => text.includes('protocol'))) return;
        for (const target of ['news', 'news', 'news']) {
          await pause(2700);
          say({ type: 1, target, arguments: [{ price: 17 }] });
        }
      }
    },
  };
}

export default {
  source: 'https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/TransportProtocols.md',
  does: 'SignalR on long polling: negotiate, handshake, calls of the page and of the hub, and the page’s own pings.',
  lib: `export * from '@microsoft/signalr';`,
  serve: hub,
  async page() {
    const lib: typeof import('@microsoft/signalr') = await import(String('/lib.js'));
    const builder = new lib.HubConnectionBuilder().configureLogging(lib.LogLevel.None);
    const connection = builder.withUrl('/hub', lib.HttpTransportType.LongPolling).build();
    connection.keepAliveIntervalInMilliseconds = 2000;
    connection.on('news', () => {});
    await connection.start();
    for (const at of [400, 900, 4300, 4350]) setTimeout(() => connection.invoke('Say', `it is ${at}`), at);
  },
  seconds: 14,
  rows: [{ kind: 'SignalR', transport: ['poll'], url: /\/hub/, notes: ['poll-headers'] }],
} satisfies HealthyPage;
