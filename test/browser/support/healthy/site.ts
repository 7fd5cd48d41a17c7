import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'vitest';
import { bundled } from '../../../../fixtures-server/packages.ts';
import type { TapeRecord } from '../../../../src/tape/index.ts';
import { Capturing } from '../../../capture/capturing.ts';
import { poll } from '../../../devtools/poll.ts';
import type { PlainBrowser } from '../plain-browser.ts';

/** A site of its own, and the capture of a page of it. */
export interface Site {
  readonly capturing: Capturing;
  readonly server: Server;
  readonly origin: string;
  /** Runs the body of an async function in the page, where `lib` is the client library. @returns what it returns. */
  run(script: string): Promise<unknown>;
  /** What was captured, once all that came before now is there: the browser has reported a request made after it. */
  records(): Promise<TapeRecord[]>;
}

type End = (() => unknown) | undefined;

export interface SiteOptions {
  /** What the page can import as `lib`: the text of a module that imports packages. */
  readonly lib?: string;
  /** Answers what is not the page's own. Without it another listener of the server does. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;
  /** Makes what listens to the server beside `answer`. @returns what ends it; nothing waits for that. */
  readonly attach?: (server: Server) => End | Promise<End>;
}

/** Opens a page of a server of its own in the browser, and captures it until the test is over. */
export async function openSite(
  plain: PlainBrowser,
  { onTestFinished }: TestContext,
  { lib, answer, attach }: SiteOptions,
): Promise<Site> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site.test');
    if (url.pathname === '/')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>site</title>');
    else if (url.pathname === '/lib.js' && lib !== undefined)
      void bundled(lib).then(
        (code) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(code),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    else if (url.pathname === '/favicon.ico' || url.pathname === '/mark') response.writeHead(204).end();
    else answer?.(request, response, url);
  });
  const detach = await attach?.(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const capturing = await Capturing.on(plain.browser, plain.fixtures, 'window');
  onTestFinished(async () => {
    await capturing.close().catch(() => {});
    detach?.();
    server.closeAllConnections();
    server.close();
  });
  await capturing.start();
  await capturing.page.goto(origin);
  let marks = 0;
  const load = lib === undefined ? '' : `const lib = await import('/lib.js');`;
  return {
    capturing,
    server,
    origin,
    run: (script) => capturing.page.evaluate(`(async () => { ${load} ${script} })()`),
    async records() {
      const mark = `${origin}/mark?${++marks}`;
      await capturing.page.evaluate(`fetch('${mark}').then((answer) => answer.text())`);
      return poll('the mark', async () => {
        const { all } = capturing;
        const { on } = all.find((one) => one.kind === 'request' && one.url === mark) as { on?: string };
        const isThere = on !== undefined && all.some((one) => one.kind === 'end' && one.on === on);
        return isThere && all.filter((one) => !('on' in one) || one.on !== on);
      });
    },
  };
}

/** The head of an event stream. */
export const EVENT_STREAM = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } as const;

/** The body of a request as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  return body;
}
