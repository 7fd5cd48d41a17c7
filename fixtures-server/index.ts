/** The fixtures server: each scenario is a lesson. Plain Node serves it, so that no library changes the bytes. */
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Server } from 'node:net';
import { makeCertificate } from './certificate.ts';
import { listen } from './listen.ts';
import type { Origins } from './pages/html.ts';
import { makeRouter } from './router.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { makeUpgrade } from './upgrade.ts';
import { makeWrittenLog, type WrittenChunk, type WrittenConnection } from './written.ts';

export type { Scenario } from './scenario.ts';
export { scenarios } from './scenarios/index.ts';
export type { Ending, WrittenChunk, WrittenConnection } from './written.ts';

export interface FixturesOptions {
  /** The port of the index; 0, the default, takes any that is free. The other ports are always any. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
}

export interface Fixtures {
  /** The origin of the index and of most lessons, HTTP/1.1, without a slash at its end. */
  readonly url: string;
  /** The same over HTTP/2 and TLS, with a certificate made at the start. */
  readonly h2Url: string;
  /** HTTP/1.1 on a port of its own, for the lesson that uses up a host's six TCP connections. */
  readonly sixUrl: string;
  /** Another origin, and another site: `localhost` instead of `127.0.0.1`. */
  readonly otherUrl: string;
  /** The certificate's public key hash, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly certificateSpki: string;
  readonly scenarios: readonly Scenario[];
  /** Every write of a run, of all its connections, connection by connection. */
  written(run: string): WrittenChunk[];
  /** The connections of a run with their writes, and how each ended. */
  connections(run: string): readonly WrittenConnection[];
  /** Destroys every socket and frees the ports. */
  close(): Promise<void>;
}

/** Starts the server. Rejects where the stated port is taken. */
export async function startFixtures(options: FixturesOptions = {}): Promise<Fixtures> {
  const { port = 0, host = '127.0.0.1' } = options;
  const log = makeWrittenLog();
  let origins: Origins = { main: '', h2: '', six: '', other: '' };
  const router = makeRouter({ log, origins: () => origins });
  const upgrade = makeUpgrade(log);
  const serve = () => createServer(router).on('upgrade', upgrade);
  const main = await listen(serve(), host, port);

  const { key, cert, spki } = await makeCertificate();
  const h2Server = createSecureServer({ key, cert, allowHTTP1: true }, router);
  // Over TLS a WebSocket is requested by HTTP/1.1.
  h2Server.on('upgrade', upgrade);
  const others: Server[] = [h2Server, serve(), serve()];
  const [h2, six, other] = (await Promise.all(others.map((server) => listen(server, host, 0)))) as [
    typeof main,
    typeof main,
    typeof main,
  ];
  origins = {
    main: `http://${host}:${main.port}`,
    h2: `https://${host}:${h2.port}`,
    six: `http://${host}:${six.port}`,
    other: `http://localhost:${other.port}`,
  };

  return {
    url: origins.main,
    h2Url: origins.h2,
    sixUrl: origins.six,
    otherUrl: origins.other,
    certificateSpki: spki,
    scenarios,
    written: (run) => log.chunks(run),
    connections: (run) => log.connections(run),
    async close() {
      await Promise.all([main, h2, six, other].map((listening) => listening.close()));
    },
  };
}
