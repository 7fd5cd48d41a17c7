/**
 * Engine.IO, the transport of Socket.IO: protocols 3 (Socket.IO 1 and 2) and 4 (3 and 4).
 *
 * Unmistakable: `EIO` and `transport=polling` together, in every request of a session from the first on. `t`, letters
 * that are new each time, can be switched off. Closing is a POST whose only packet is “close”.
 */
import { type AskedRequest, baseOf, sessionName } from './asked.ts';
import type { ClientCall, ClientRole, KnownClient } from './client.ts';

/** The packet “close” alone: of protocol 4, of protocol 3 with its length, and that in the form that JSONP posts. */
const CLOSE = new Set(['1', '1:1', 'd=1%3A1']);
/** The packet “open”; protocol 3 writes its length before it, in digits or in bytes. */
const OPEN = /^[^{]{0,12}0\{[^}]*"sid":\s*"([^"]+)"/;

export const engineIo: KnownClient = {
  id: 'engine-io',
  label: 'Engine.IO (Socket.IO)',
  source: 'https://github.com/socketio/engine.io-protocol',
  mark: 'EIO and transport=polling in the address',
  callOf(asked) {
    const { params } = asked;
    if (!/^[1-9]$/.test(params.get('EIO') ?? '') || params.get('transport') !== 'polling') return null;
    const session = sessionName(params.get('sid'));
    const role = roleOf(asked, session);
    return role && call(asked, role, session);
  },
  answerOf({ role }, body) {
    const session = role === 'handshake' ? OPEN.exec(body)?.[1] : undefined;
    return session === undefined ? null : { session: sessionName(session) };
  },
};

function roleOf({ method, body }: AskedRequest, session: string | null): ClientRole | null {
  if (method === 'GET') return session === null ? 'handshake' : 'receive';
  // A session opens with a GET only.
  if (method !== 'POST' || session === null) return null;
  return CLOSE.has(body) ? 'close' : 'send';
}

function call(asked: AskedRequest, role: ClientRole, session: string | null): ClientCall {
  return { client: engineIo.id, role, base: baseOf(asked, asked.path), session, apart: '' };
}
