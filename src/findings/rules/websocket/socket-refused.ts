import type { WebSocketRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** What the page itself closed too soon, or went with its page, is no fault. */
export default {
  id: 'socket-refused',
  of: 'socket',
  title: 'WebSocket that did not open',
  severity: 'error',
  why: 'The page learns no more than close code 1006, whatever the server answered: a wrong login looks to it like a server that is away.',
  fix: 'On the proxy, pass the Upgrade and Connection headers on (nginx: proxy_http_version 1.1, proxy_set_header Upgrade $http_upgrade and Connection "upgrade"). On the server, where the page should know the reason, accept and then close with a code of 4000 to 4999.',
  source: 'RFC 6455, section 4.1; WHATWG WebSockets, Feedback from the protocol',
  begin(socket) {
    return {
      report() {
        const { response, end, request } = socket.facts;
        if (response && response.status !== 101) {
          const { status, statusText, at } = response;
          const said = `HTTP ${status} ${statusText}`.trim();
          return connectionReport(
            socket,
            at,
            `The handshake was answered with ${said}; only 101 opens a WebSocket.`,
          );
        }
        const wasOpen = response !== null || request?.openBefore || socket.lastFrameAt !== null;
        if (wasOpen || end?.how !== 'failed' || end.inferred) return null;
        const why = end.error ? `: ${end.error}` : '; the browser gave no reason';
        return connectionReport(socket, end.at, `The handshake failed${why}.`);
      },
    };
  },
} satisfies WebSocketRule;
