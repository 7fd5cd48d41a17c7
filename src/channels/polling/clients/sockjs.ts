/**
 * SockJS: `<base>/<server>/<session>/<transport>`, and `<base>/info` before it.
 *
 * The path alone is not unmistakable: `/users/123/settings/xhr` has its form. sockjs-client adds to each of them what no
 * other program does: the time to every XHR, the name of a callback to JSONP and htmlfile, that of an iframe to what JSONP
 * sends. An XHR that receives has no body; one that sends has a JSON array. With one such request the base is known, and
 * so is each request on it, since a SockJS server owns all that is below its prefix.
 */
import { quoted } from '../../../format/quoted.ts';
import { sockJsFrame } from '../../../framing/index.ts';
import { type AskedRequest, baseOf, isTimeNow, jsonOf, objectOf, sessionName } from './asked.ts';
import type { ClientCall, ClientRole, KnownClient } from './client.ts';

interface Transport {
  readonly method: 'GET' | 'POST';
  readonly role: ClientRole;
  /** Whether the request has what sockjs-client alone adds to this one. */
  isOwn(asked: AskedRequest): boolean;
}

const timed = ({ params }: AskedRequest): boolean => isTimeNow(params.get('t'));
const calledBack = ({ params }: AskedRequest): boolean => /^_jp\.a[a-z0-5]{6}$/.test(params.get('c') ?? '');
/** EventSource and WebSocket have an address without query: nothing in it is SockJS' own. */
const never = (): boolean => false;

const TRANSPORTS = new Map<string, Transport>([
  ['xhr', { method: 'POST', role: 'receive', isOwn: (asked) => timed(asked) && asked.body === '' }],
  ['xhr_streaming', { method: 'POST', role: 'receive', isOwn: (asked) => timed(asked) && asked.body === '' }],
  ['xhr_send', { method: 'POST', role: 'send', isOwn: (asked) => timed(asked) && isArray(asked.body) }],
  ['jsonp', { method: 'GET', role: 'receive', isOwn: calledBack }],
  [
    'jsonp_send',
    { method: 'POST', role: 'send', isOwn: ({ params }) => /^a[a-z0-5]{8}$/.test(params.get('i') ?? '') },
  ],
  ['eventsource', { method: 'GET', role: 'receive', isOwn: never }],
  ['htmlfile', { method: 'GET', role: 'receive', isOwn: calledBack }],
  ['websocket', { method: 'GET', role: 'receive', isOwn: never }],
]);

/** The server's name is three digits, unless the page chose one. */
const PATH = /^(.*)\/([^/.]+)\/([^/.]+)\/([a-z_]+)\/?$/;
const INFO = /^(.*)\/info\/?$/;
/** The first frame of a response: open, messages, close; a stream has a prelude of 2,048 letters before it. */
const FRAME = /^(?:h{2048}\n)?(?:o\n|a\[.*\]\n|c\[\d+,".*"\]\n)/s;
/** The same of an event stream, as the data of an event; most servers send an empty line before it. */
const EVENT = /^(?:\r\n)?data: ?(?:o|a\[.*\]|c\[\d+,".*"\])\r\n\r\n/;

/** The frame by which a server closes a session. Nothing follows it. */
const CLOSE = /(?:^|\n)(?:data: )?c\[(\d+),\s*("(?:[^"\\]|\\.)*")\]\s*$/;
/** Characters of a reason that are quoted. */
const WORDS = 120;

export const sockjs: KnownClient = {
  id: 'sockjs',
  label: 'SockJS',
  source: 'https://sockjs.github.io/sockjs-protocol/sockjs-protocol-0.3.3.html',
  mark: 'the server, the session and the transport in the path, and what its client adds to them',
  sendsList: true,
  namesSessions: true,
  frameOf: sockJsFrame,
  callOf(asked, before) {
    const call = transportCall(asked) ?? infoCall(asked);
    if (!call || (!before.hasBase(call.base) && !isCertain(asked))) return null;
    return call;
  },
  possibleCallOf(asked) {
    const call = transportCall(asked);
    return (call && isUsual(asked) ? call : null) ?? infoCall(asked);
  },
  answerOf({ role }, body) {
    if (role === 'receive') return FRAME.test(body) || EVENT.test(body) ? { session: null } : null;
    const info = role === 'info' ? objectOf(body) : null;
    const isInfo =
      typeof info?.websocket === 'boolean' &&
      (Array.isArray(info.origins) || typeof info.entropy === 'number');
    return isInfo ? { session: null } : null;
  },
  closeOf(url, end) {
    const [, code = '', reason = ''] = CLOSE.exec(end) ?? [];
    const session = PATH.exec(url.split(/[?#]/, 1)[0] ?? '')?.[3];
    if (code === '' || session === undefined) return null;
    const said = jsonOf(reason);
    return { session, code, reason: typeof said === 'string' && said !== '' ? quoted(said, WORDS) : '' };
  },
};

function transportCall(asked: AskedRequest): ClientCall | null {
  const transport = TRANSPORTS.get(asked.name);
  if (!transport || transport.method !== asked.method) return null;
  const [path, base = '', , session = ''] = PATH.exec(asked.path) ?? [];
  if (path === undefined) return null;
  return {
    client: sockjs.id,
    role: transport.role,
    base: baseOf(asked, base),
    session: sessionName(session),
    apart: '',
  };
}

function infoCall(asked: AskedRequest): ClientCall | null {
  if (asked.method !== 'GET' || asked.name !== 'info') return null;
  const base = INFO.exec(asked.path)?.[1];
  if (base === undefined) return null;
  return { client: sockjs.id, role: 'info', base: baseOf(asked, base), session: null, apart: '' };
}

function isCertain(asked: AskedRequest): boolean {
  return TRANSPORTS.get(asked.name)?.isOwn(asked) === true && isUsual(asked);
}

/** Names as sockjs-client makes them, of its versions 0.3 and 1. */
function isUsual({ path }: AskedRequest): boolean {
  const [, , server = '', session = ''] = PATH.exec(path) ?? [];
  return /^\d{3}$/.test(server) && /^[a-z0-9_]{8}$/.test(session);
}

/** Of an empty body it is not known what it was. */
function isArray(body: string): boolean {
  return body === '' || /^\[".*"\]$/s.test(body);
}
