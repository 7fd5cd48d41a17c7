import { isOwnFault, networkError, remedyOf, type WebSocketMember } from '../../../channels/index.ts';
import type { WebSocketChainRule } from '../../rule.ts';
import { type SocketFailure, SocketFailures } from '../../toolkit/websocket/failures.ts';
import { handshakeRemedy } from '../../toolkit/websocket/handshake.ts';
import { wasOpen } from '../../toolkit/websocket/sockets.ts';

/** What the page itself closed too soon, or went with its page, is no fault. */
export default {
  id: 'socket-refused',
  of: 'socket-chain',
  needs: ['handshake'],
  title: 'WebSocket that did not open',
  severity: 'error',
  why: 'The page learns no more than close code 1006, whatever the server answered: a wrong login looks to it like a server that is away.',
  fix: 'Look at the server’s log, and at the proxy’s, at that time. On the server, where the page should know the reason, accept and then close with a code of 4000 to 4999.',
  source:
    'RFC 6455, sections 4.1 and 4.2.2; WHATWG WebSockets, Feedback from the protocol; nginx, WebSocket proxying',
  begin(chain) {
    const refusals = new SocketFailures(chain, refusalOf);
    return {
      ended: refusals.ended,
      report: () =>
        refusals.report(({ what }, { many, isOne, areAlike }) => {
          if (many === null) return `The handshake ${what}`;
          if (isOne) return `${many} handshakes ${what}`;
          return areAlike
            ? `${many} handshakes: each ${what}`
            : `${many} handshakes failed: the last ${what}`;
        }),
    };
  },
} satisfies WebSocketChainRule;

function refusalOf(socket: WebSocketMember): SocketFailure | null {
  const { response, end } = socket.facts;
  if (response && response.status !== 101) {
    const { status, statusText, at } = response;
    const said = `HTTP ${status} ${statusText}`.trim();
    const what = `was answered with ${said}; only 101 opens a WebSocket.`;
    return { what, at, fix: handshakeRemedy(status), isOwnFault: false };
  }
  if (wasOpen(socket) || end?.how !== 'failed' || end.inferred) return null;
  const why = end.error ? `: ${end.error.replace(/\.$/, '')}` : '; the browser gave no reason';
  const error = networkError(end.error);
  return { what: `failed${why}.`, at: end.at, fix: remedyOf(error), isOwnFault: isOwnFault(error) };
}
