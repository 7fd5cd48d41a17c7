/** From a request to a recording. The token in the path is the secret: without it there is nothing here. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Catalogue,
  catalogueOf,
  optionsFromQuery,
  type RecordedChannel,
  serve,
} from '../../src/replay/serving/index.ts';
import { perform } from './perform.ts';

export interface World {
  readonly token: string;
  /** The tape's file name. */
  readonly name: string;
  readonly notes: readonly string[];
  readonly sources: readonly RecordedChannel[];
  /** Called with what is served: a line, and what differs from the recording. */
  readonly say: (lines: readonly string[]) => void;
}

/** Parameters of the request itself, beside those of how it is served. */
const OWN = new Set(['request', 'after']);

/** A page elsewhere whose name leads here (DNS rebinding) sends its own name. */
const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/i;

const EXTENSION = /^(chrome|moz)-extension:\/\/[\w-]+$/;

export function makeRouter(world: World): (req: IncomingMessage, res: ServerResponse) => void {
  /** Requests so far, by channel. */
  const asked = new Map<RecordedChannel, number>();
  const token = Buffer.from(world.token);
  const isToken = (given: string): boolean => {
    const bytes = Buffer.from(given);
    return bytes.length === token.length && timingSafeEqual(bytes, token);
  };
  let catalogue: Catalogue | null = null;

  async function route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // Whatever is sent is of no matter, but must be read.
    req.resume();
    const url = new URL(req.url ?? '/', 'http://replay.invalid');
    const [, given = '', what = '', number = '', ...more] = url.pathname.split('/');
    if (!LOOPBACK.test(req.headers.host ?? '') || !isToken(given) || more.length > 0)
      return refuse(res, 404, 'There is nothing here. The address with its token was printed at the start.');
    if (what === '' && number === '') {
      catalogue ??= catalogueOf(world.name, world.notes, world.sources);
      return sendCatalogue(req, res, catalogue);
    }
    const source =
      what === 'channel' && /^\d{1,9}$/.test(number) ? world.sources[Number(number) - 1] : undefined;
    if (!source) return refuse(res, 404, `There is no such channel; there are ${world.sources.length}.`);
    if (req.method === 'OPTIONS') return refuse(res, 405, 'A tape holds no preflight to answer with.');
    await sendChannel(req, res, source, url.searchParams);
  }

  async function sendChannel(
    req: IncomingMessage,
    res: ServerResponse,
    source: RecordedChannel,
    query: URLSearchParams,
  ): Promise<void> {
    const read = optionsFromQuery(query, OWN);
    if (!read.ok) return refuse(res, 400, read.problem);
    const wanted = query.get('request');
    if (wanted !== null && !/^[1-9]\d{0,8}$/.test(wanted))
      return refuse(res, 400, `request is ${JSON.stringify(wanted)}; it must be a whole number from 1.`);
    const after = query.get('after');
    const turn = asked.get(source) ?? 0;
    if (wanted === null) asked.set(source, turn + 1);
    const ask = {
      number: wanted === null ? turn : Number(wanted) - 1,
      lastEventId: after ?? lastEventIdOf(req),
    };
    const options = after === null ? read.options : { ...read.options, resume: true };
    const { recording, connection } = serve(source, ask, options);
    const which = connection === null ? 'a fault' : `connection ${connection + 1} of ${source.connections}`;
    world.say([`${req.method} ${source.name}: ${which}`, ...recording.notes]);
    await perform(recording, res);
  }

  return (req, res) => {
    route(req, res).catch((error: unknown) => {
      console.error(`${req.method} ${req.url}:`, error);
      if (res.headersSent) res.destroy();
      else refuse(res, 500, 'The replay server failed; its console says why.');
    });
  };
}

/** Node gives the header's raw UTF-8 bytes as Latin-1 characters. */
function lastEventIdOf(req: IncomingMessage): string | null {
  const header = req.headers['last-event-id'];
  return typeof header === 'string' ? Buffer.from(header, 'latin1').toString('utf8') : null;
}

/** An extension's page may read it; a web page may not, even where it knows the token. */
function sendCatalogue({ headers }: IncomingMessage, res: ServerResponse, catalogue: Catalogue): void {
  res.setHeader('vary', 'origin');
  if (headers.origin && EXTENSION.test(headers.origin))
    res.setHeader('access-control-allow-origin', headers.origin);
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.setHeader('cache-control', 'no-store');
  res.end(`${JSON.stringify(catalogue, null, 1)}\n`);
}

function refuse(res: ServerResponse, status: number, why: string): void {
  res.statusCode = status;
  res.setHeader('content-type', 'text/plain; charset=utf-8');
  res.setHeader('cache-control', 'no-store');
  res.end(`${why}\n`);
}
