/**
 * SignalR of ASP.NET, until version 2: `<base>/negotiate`, `/connect`, `/start`, `/poll`, `/reconnect`, `/send`, `/abort`,
 * `/ping`. The base is `/signalr` unless the page says otherwise.
 *
 * Unmistakable: `negotiate` with `clientProtocol`, all others with `transport` and `connectionToken`. A ping has nothing
 * of its own, and is one on a known base only. Over event streams and WebSockets the same requests send, start and end.
 */
import { type AskedRequest, baseOf, objectOf, sessionName, textOf } from './asked.ts';
import type { ClientCall, ClientRole, KnownClient } from './client.ts';

/** The last segment of a path. */
const LAST = /\/[^/]+\/?$/;
const TRANSPORTS = new Set(['longPolling', 'serverSentEvents', 'webSockets', 'foreverFrame']);

/** `connect` is the first poll: the response says that the session has begun. */
const ROLES: ReadonlyMap<string, ClientRole> = new Map([
  ['connect', 'receive'],
  ['poll', 'receive'],
  ['reconnect', 'receive'],
  ['start', 'handshake'],
  ['send', 'send'],
  ['abort', 'close'],
]);

const NAMES = new Set(['negotiate', 'ping', ...ROLES.keys()]);

export const signalr2: KnownClient = {
  id: 'signalr-2',
  label: 'SignalR 2',
  source:
    'https://github.com/SignalR/SignalR/blob/main/src/Microsoft.AspNet.SignalR.JS/jquery.signalR.core.js',
  mark: 'clientProtocol, or transport and connectionToken, in the address',
  negotiates: true,
  callOf(asked, before) {
    const { method, params, name } = asked;
    if (!NAMES.has(name)) return null;
    const path = asked.path.replace(LAST, '');
    const base = baseOf(asked, path);
    if (name === 'negotiate')
      return method === 'GET' && hasProtocol(asked) ? call('handshake', base, null) : null;
    if (name === 'ping') return method === 'GET' && before.hasBase(base) ? call('info', base, null) : null;
    const role = ROLES.get(name);
    const session = sessionName(params.get('connectionToken'));
    const isOwn = session !== null && TRANSPORTS.has(params.get('transport') ?? '');
    // Either method: JSONP sends by GET.
    if (!role || !isOwn || (method !== 'GET' && method !== 'POST')) return null;
    return call(role, base, session);
  },
  answerOf({ role }, body) {
    const fields = role === 'handshake' ? objectOf(body) : null;
    const session = fields && textOf(fields.ProtocolVersion) && textOf(fields.ConnectionToken);
    return session ? { session: sessionName(session) } : null;
  },
};

function hasProtocol({ params }: AskedRequest): boolean {
  return /^\d\.\d$/.test(params.get('clientProtocol') ?? '');
}

function call(role: ClientRole, base: string, session: string | null): ClientCall {
  return { client: signalr2.id, role, base, session, apart: '' };
}
