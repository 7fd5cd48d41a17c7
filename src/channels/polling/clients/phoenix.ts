/**
 * Phoenix channels over long polling, LiveView's among them: `<base>/longpoll`, GET to receive and POST to send.
 *
 * Unmistakable: the path's last segment with `vsn`, the version of the serializer. The response to a GET without a token
 * names one, which is in every request from then on. A page's own parameters come before `vsn`, the token after it:
 * a page that authenticates by a parameter `token` has two.
 */
import { type AskedRequest, baseOf, objectOf, sessionName, textOf } from './asked.ts';
import type { ClientRole, KnownClient } from './client.ts';

export const phoenix: KnownClient = {
  id: 'phoenix',
  label: 'Phoenix channels',
  source: 'https://github.com/phoenixframework/phoenix/blob/main/lib/phoenix/transports/long_poll.ex',
  mark: 'a path that ends in /longpoll, and vsn in the address',
  callOf(asked) {
    if (!asked.path.endsWith('/longpoll')) return null;
    if (!/^\d+\.\d+\.\d+$/.test(asked.params.get('vsn') ?? '')) return null;
    const session = tokenOf(asked);
    const role = roleOf(asked.method, session);
    return role && { client: phoenix.id, role, base: baseOf(asked, asked.path), session, apart: '' };
  },
  answerOf(_call, body) {
    const fields = objectOf(body);
    const token = fields && typeof fields.status === 'number' ? textOf(fields.token) : null;
    return token === null ? null : { session: sessionName(token) };
  },
};

function roleOf(method: string, session: string | null): ClientRole | null {
  if (method === 'GET') return session === null ? 'handshake' : 'receive';
  return method === 'POST' && session !== null ? 'send' : null;
}

function tokenOf({ params }: AskedRequest): string | null {
  const pairs = [...params];
  const version = pairs.findIndex(([name]) => name === 'vsn');
  return sessionName(pairs.slice(version).find(([name]) => name === 'token')?.[1] ?? null);
}
