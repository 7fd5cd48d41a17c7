/** SockJS: its server, and a page that talks to it over one transport. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { HealthyPage, HealthyRow } from './page.ts';
import { attached } from './serving.ts';

interface Connection {
  on(event: 'data', handler: (text: string) => void): void;
  write(text: string): void;
}

/** As much of the package, which has no types, as is used here. */
interface SockJs {
  createServer(options: object): {
    on(event: 'connection', handler: (connection: Connection) => void): void;
    installHandlers(server: Server, options: object): void;
  };
}

const require = createRequire(import.meta.url);

const serve = (): ReturnType<HealthyPage['serve']> => {
  const { createServer } = require('sockjs') as SockJs;
  const script = readFileSync(require.resolve('sockjs-client/dist/sockjs.min.js'));
  const { answer, ...rest } = attached((server) => {
    // Small, so that a streamed response comes to its limit and is followed by the next.
    const echo = createServer({
      log() {},
      response_limit: 2500,
      heartbeat_delay: 2500,
      sockjs_url: '/sockjs.js',
    });
    echo.on('connection', (connection) => connection.on('data', (text) => connection.write(`heard ${text}`)));
    echo.installHandlers(server, { prefix: '/echo' });
    return () => {};
  });
  return {
    ...rest,
    answer(call) {
      if (call.path !== '/sockjs.js') return answer?.(call);
      call.response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    },
  };
};

const talk = (transport: string) => `
  import SockJS from 'sockjs-client/dist/sockjs.js';
  export function talk() {
    const socket = new SockJS('/echo', null, { transports: ['${transport}'] });
    socket.onopen = () => [300, 900, 1000, 1500, 4900, 5600, 5700, 9000].forEach((at, n) =>
      setTimeout(() => socket.send('message ' + n + ' '.repeat(200)), at));
  }
`;

/** The healthy page over a transport. @param row what Streams has of it, by the transports that are right. */
export const overSockJs = (transport: string, does: string, right: HealthyRow['transport']): HealthyPage => ({
  source: `https://github.com/sockjs/sockjs-client#supported-transports-by-browser-html-served-from-http-or-https ${transport}`,
  does: `sockjs-client over ${transport}: ${does}`,
  lib: talk(transport),
  serve,
  async page() {
    (await import(String('/lib.js'))).talk();
  },
  seconds: 11,
  // Receiving, sending and /info are one.
  rows: [{ kind: 'SockJS', transport: right, url: /\/echo\/\d{3}\//, notes: ['poll-headers'] }],
});
