import type { WebSocketRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** Chromium reports no close frame: an end without an error does not say how it came about, and is none of this. */
export default {
  id: 'socket-broken',
  of: 'socket',
  title: 'WebSocket broken off (1006)',
  severity: 'error',
  why: 'It was not closed, it broke: by the network, a proxy, a crash, or because one side sent what is no WebSocket frame. The page sees close code 1006 and no reason; what was on its way is lost, and no browser opens a WebSocket again by itself.',
  fix: 'On the page, open a new one after a pause that grows with each failure, and ask for what was missed. On the proxy, look at its time-outs and its limit on sizes; on the server, at what it logged at that time.',
  source: 'RFC 6455, sections 7.1.5 to 7.1.7 and 7.4.1 (1006)',
  begin(socket) {
    return {
      report() {
        const { end, response, request } = socket.facts;
        if (end?.how !== 'failed' || end.inferred || socket.close) return null;
        const wasOpen = response?.status === 101 || request?.openBefore || socket.lastFrameAt !== null;
        if (!wasOpen) return null;
        const why = end.error ? `: ${end.error.replace(/\.$/, '')}` : '; the browser gave no reason';
        return connectionReport(socket, end.at, `It was open, and failed${why}.`);
      },
    };
  },
} satisfies WebSocketRule;
