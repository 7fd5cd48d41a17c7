/** From a request to a response. Every port serves everything. The lessons need different origins. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { packageCode } from './packages.ts';
import { renderDocument } from './pages/document.ts';
import type { Origins } from './pages/html.ts';
import { renderIndex } from './pages/index-page.ts';
import { renderLesson } from './pages/lesson-page.ts';
import { play, type Response } from './play.ts';
import type { Scenario, ScenarioRequest, ScenarioResponse } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { connectionsToJson, type WrittenLog } from './written.ts';

type Request = IncomingMessage | Http2ServerRequest;

export interface World {
  /** The origins, known once every port is open. */
  readonly origins: () => Origins;
  readonly log: WrittenLog;
}

const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
const assets = new URL('./page/', import.meta.url);
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };
const maxBody = 1_000_000;

function send(res: Response, status: number, type: string, body: string): void {
  res.statusCode = status;
  res.setHeader('content-type', `${type}; charset=utf-8`);
  // Not no-store: that would keep the pages out of the back/forward cache, which is one of the lessons.
  res.setHeader('cache-control', 'no-cache');
  res.end(body);
}

function redirect(res: Response, location: string): void {
  res.setHeader('location', location);
  send(res, 302, 'text/plain', '');
}

async function sendAsset(res: Response, name: string): Promise<void> {
  const extension = /^[a-z0-9-]+\.(js|css)$/.exec(name)?.[1];
  const text = extension && (await readFile(new URL(name, assets), 'utf8').catch(() => null));
  if (extension && typeof text === 'string') send(res, 200, types[extension] ?? 'text/plain', text);
  else send(res, 404, 'text/plain', 'No such file.\n');
}

async function sendPackage(res: Response, file: string): Promise<void> {
  const code = await packageCode(file.replace(/\.js$/, ''));
  if (code === null) send(res, 404, 'text/plain', 'No such package.\n');
  else send(res, 200, 'text/javascript', code);
}

async function readBody(req: Request): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBody) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const streamDefaults = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };

/** Headers by their names in lower case; values of a repeated one are joined. */
export function headersOf(req: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

async function sendStream(
  req: Request,
  res: Response,
  url: URL,
  scenario: Scenario,
  rest: string,
  world: World,
) {
  const route = scenario.routes[rest];
  if (!route) return send(res, 404, 'text/plain', `The lesson "${scenario.id}" has no "${rest}".\n`);
  const lastEventId = req.headers['last-event-id'];
  const ask: ScenarioRequest = {
    method: req.method ?? 'GET',
    query: url.searchParams,
    search: url.search,
    // Node gives the header's raw UTF-8 bytes as Latin-1 characters.
    lastEventId: typeof lastEventId === 'string' ? Buffer.from(lastEventId, 'latin1').toString('utf8') : null,
    body: req.method === 'POST' ? await readBody(req) : '',
    headers: headersOf(req),
  };
  const answer: ScenarioResponse = typeof route === 'function' ? route(ask) : route;
  const recorder = world.log.open(url.searchParams.get('run'), {
    method: ask.method,
    path: url.pathname,
    lastEventId: ask.lastEventId,
    status: answer.status ?? 200,
  });
  // A 204 has no body, so it has no type either.
  const defaults = answer.status === 204 ? {} : streamDefaults;
  await play({ ...answer, headers: { ...defaults, ...answer.headers } }, res, recorder);
}

async function sendScenario(req: Request, res: Response, url: URL, id: string, rest: string, world: World) {
  const scenario = byId.get(id);
  if (!scenario) return send(res, 404, 'text/plain', `There is no lesson "${id}".\n`);
  const origins = world.origins();
  if (rest === '') {
    const overTls = 'encrypted' in req.socket;
    if (scenario.home === 'h2' && !overTls) return redirect(res, origins.h2 + url.pathname + url.search);
    return send(res, 200, 'text/html', renderLesson(scenario, origins));
  }
  // A service worker rules the folder that its script lies in, so this one must lie in the lesson's own.
  if (rest === 'service-worker.js') return sendAsset(res, rest);
  const document = scenario.documents?.[rest];
  if (document) return send(res, 200, 'text/html', renderDocument(document, scenario, origins));
  return sendStream(req, res, url, scenario, rest, world);
}

async function route(req: Request, res: Response, world: World): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://fixtures.invalid');
  const [, first = '', second = '', ...more] = url.pathname.split('/');
  if (first === '') return send(res, 200, 'text/html', renderIndex(scenarios, world.origins()));
  if (first === 'page') return sendAsset(res, second);
  if (first === 'package') return sendPackage(res, second);
  if (first === 's' && second !== '') {
    if (more.length === 0) return redirect(res, `/s/${second}/${url.search}`);
    return sendScenario(req, res, url, second, more.join('/'), world);
  }
  if (first === 'written') {
    // Any origin may send requests, since lessons load from several.
    res.setHeader('access-control-allow-origin', '*');
    const run = url.searchParams.get('run') ?? '';
    return send(res, 200, 'application/json', connectionsToJson(world.log.connections(run)));
  }
  return send(res, 404, 'text/plain', 'There is nothing here. The lessons are listed at /\n');
}

/** The listener that all the servers share. */
export function makeRouter(world: World): (req: Request, res: Response) => void {
  return (req, res) => {
    route(req, res, world).catch((error: unknown) => {
      console.error(`${req.method} ${req.url}:`, error);
      if (res.headersSent) res.destroy();
      else send(res, 500, 'text/plain', 'The fixtures server failed; its console says why.\n');
    });
  };
}
