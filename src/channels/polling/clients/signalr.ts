/**
 * SignalR of ASP.NET Core: `POST <base>/negotiate`, then `<base>?id=` with the token that the response named. GET waits,
 * POST sends, DELETE ends.
 *
 * Unmistakable: the header X-SignalR-User-Agent, in every request since version 3.1, and `negotiateVersion`, since 3.0.
 * Older ones are known by the response to `negotiate`, which lists `availableTransports`, and by the id that it names:
 * `/api/negotiate` and `?id=` alone are anyone's.
 */
import { type AskedRequest, baseOf, isTimeNow, objectOf, sessionName, textOf } from './asked.ts';
import type { ClientCall, ClientRole, KnownClient } from './client.ts';

const NEGOTIATE = /^(.*)\/negotiate\/?$/;

const ROLES: ReadonlyMap<string, ClientRole> = new Map([
  ['GET', 'receive'],
  ['POST', 'send'],
  ['DELETE', 'close'],
]);

export const signalr: KnownClient = {
  id: 'signalr',
  label: 'SignalR',
  source: 'https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/TransportProtocols.md',
  mark: 'the header X-SignalR-User-Agent, or its negotiation',
  negotiates: true,
  callOf(asked, before) {
    const negotiation = negotiationOf(asked);
    if (negotiation) {
      const isCertain =
        isOwn(asked) || hasVersion(asked) || (before.hasBase(negotiation.base) && isUntyped(asked));
      return isCertain ? negotiation : null;
    }
    const call = sessionCall(asked);
    if (!call?.session) return null;
    const isCertain =
      isOwn(asked) ||
      before.hasSession(call.base, call.session) ||
      // The response to `negotiate` was not captured. The address of a poll has the time in it.
      (call.role === 'receive' && before.hasBase(call.base) && isTimeNow(asked.params.get('_')));
    return isCertain ? call : null;
  },
  possibleCallOf: (asked) => (isUntyped(asked) ? negotiationOf(asked) : null),
  answerOf({ role }, body) {
    const fields = role === 'handshake' ? objectOf(body) : null;
    if (!fields || !Array.isArray(fields.availableTransports)) return null;
    // Version 0 has no token: the id is what is sent.
    const session = textOf(fields.connectionToken) ?? textOf(fields.connectionId);
    return session === null ? null : { session: sessionName(session) };
  },
};

/** A body is never sent: what the client wants is in the query. */
function negotiationOf(asked: AskedRequest): ClientCall | null {
  const base = asked.method === 'POST' && asked.body === '' ? NEGOTIATE.exec(asked.path)?.[1] : undefined;
  return base === undefined ? null : call(asked, 'handshake', baseOf(asked, base), null);
}

function sessionCall(asked: AskedRequest): ClientCall | null {
  const role = ROLES.get(asked.method);
  const session = sessionName(asked.params.get('id'));
  return role && session !== null ? call(asked, role, baseOf(asked, asked.path), session) : null;
}

function isOwn(asked: AskedRequest): boolean {
  return asked.header('x-signalr-user-agent')?.startsWith('Microsoft SignalR/') === true;
}

function hasVersion({ params }: AskedRequest): boolean {
  return /^\d{1,2}$/.test(params.get('negotiateVersion') ?? '');
}

/** Not of SignalR 2, which negotiates at addresses of the same form. */
function isUntyped({ params }: AskedRequest): boolean {
  return !params.has('clientProtocol');
}

/** The hubs of Azure SignalR Service share one path. */
function call(asked: AskedRequest, role: ClientRole, base: string, session: string | null): ClientCall {
  return { client: signalr.id, role, base, session, apart: asked.params.get('hub') ?? '' };
}
