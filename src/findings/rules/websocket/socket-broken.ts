import { isOwnFault, networkError, remedyOf, type WebSocketMember } from '../../../channels/index.ts';
import type { WebSocketChainRule } from '../../rule.ts';
import { type SocketFailure, SocketFailures } from '../../toolkit/websocket/failures.ts';
import { wasOpen } from '../../toolkit/websocket/sockets.ts';

/** Chromium reports no close frame: an end without an error does not show its cause, and does not count. */
export default {
  id: 'socket-broken',
  of: 'socket-chain',
  needs: ['open-socket'],
  title: 'WebSocket broken off (1006)',
  severity: 'error',
  why: 'It was not closed, it broke: by the network, a proxy, a crash, or because one side sent what is no WebSocket frame. The page sees close code 1006 and no reason; what was on its way is lost, and no browser opens a WebSocket again by itself.',
  fix: 'On the page, open a new one after a pause that grows with each failure, and ask for what was missed. On the proxy, look at its time-outs and its limit on sizes; on the server, at what it logged at that time.',
  source: 'RFC 6455, sections 7.1.5 to 7.1.7 and 7.4.1 (1006)',
  begin(chain) {
    const failures = new SocketFailures(chain, failureOf);
    return {
      ended: failures.ended,
      report: () =>
        failures.report(({ what }, { many, isOne, areAlike }) => {
          if (many === null) return `It was open, and failed${what}.`;
          return `${many} ${isOne ? 'was' : 'were'} open, and failed${areAlike ? '' : ', the last'}${what}.`;
        }),
    };
  },
} satisfies WebSocketChainRule;

function failureOf(socket: WebSocketMember): SocketFailure | null {
  const { end } = socket.facts;
  if (end?.how !== 'failed' || end.inferred || socket.close || !wasOpen(socket)) return null;
  const what = end.error ? `: ${end.error.replace(/\.$/, '')}` : '; the browser gave no reason';
  const error = networkError(end.error);
  const isOwn = isOwnFault(error);
  return { what, at: end.at, fix: isOwn ? remedyOf(error) : null, isOwnFault: isOwn };
}
