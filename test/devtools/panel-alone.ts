import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { build, type Rolldown } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = 'test/devtools/alone/page.html';

export interface PanelAlone {
  /** Address of the panel on a session over a tape; queries are explained in `alone/page.ts`. */
  url(query?: string): string;
  close(): Promise<void>;
}

let files: Promise<ReadonlyMap<string, string | Uint8Array>> | undefined;

/** Serves the panel with a session of its own, without the extension, from memory. It is built once a process. */
export async function servePanelAlone(): Promise<PanelAlone> {
  files ??= buildPanelAlone();
  return serve(await files);
}

async function buildPanelAlone(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome125',
      rolldownOptions: { input: resolve(ROOT, PAGE) },
    },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  return new Map(
    output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

async function serve(files: ReadonlyMap<string, string | Uint8Array>): Promise<PanelAlone> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = files.get(pathname);
    response.statusCode = file === undefined ? 404 : 200;
    response.setHeader('Content-Type', typeOf(pathname));
    response.end(file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: (query = '') => `http://127.0.0.1:${port}/${PAGE}${query}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function typeOf(path: string): string {
  if (path.endsWith('.html')) return 'text/html';
  return path.endsWith('.css') ? 'text/css' : 'text/javascript';
}
