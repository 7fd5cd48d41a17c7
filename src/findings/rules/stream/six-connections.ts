import { namesOf, TCP_CONNECTIONS_PER_HOST } from '../../../channels/index.ts';
import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** Place from which the streams of one host leave little room for anything else. */
const CROWDED = 5;

/** Milliseconds that a request may wait, or a short answer hold a connection: what is less is a queue that moves. */
const MIN_TIME = 1000;

/** Chromium, Firefox and Safari open no more than six TCP connections to a host over HTTP/1.1, in all tabs together. */
export default {
  id: 'six-connections',
  of: 'stream',
  needs: ['request'],
  title: 'Six connections to one host over HTTP/1.1',
  severity: 'error',
  why: 'Over HTTP/1.1 a browser opens six connections to a host, in all its tabs together. An event stream holds one for as long as it lives, and so does a request that the server holds; once six do, every further request to that host waits, even a reload of the page, without an error.',
  fix: 'Serve the stream over HTTP/2, where streams share one connection. Or share one stream among tabs (SharedWorker, BroadcastChannel), and close streams that are not needed.',
  source: 'WHATWG HTML 9.2.7, Authoring notes; RFC 9112, section 9.4, Concurrency',
  begin(stream, around) {
    return {
      report(now) {
        const { request, sent, response, end, suspendedAt } = stream.facts;
        if (!request?.url || end || suspendedAt !== null || !URL.canParse(request.url)) return null;
        if (now - (response ?? request).at < MIN_TIME) return null;
        const { host } = new URL(request.url);
        const holding = around.holders(host).filter(({ protocol }) => protocol === 'http/1');
        const others = holding.filter(({ id }) => id !== stream.id);
        const names = namesOf(others);
        if (!sent && !response && others.length >= TCP_CONNECTIONS_PER_HOST) {
          return connectionReport(
            stream,
            request.at,
            `It waits: ${others.length} requests of this tape hold the six connections to ${host}: ${names}.`,
            { at: now, ongoing: true },
          );
        }
        const place = holding.findIndex(({ id }) => id === stream.id) + 1;
        if (place < CROWDED || !response) return null;
        return connectionReport(
          stream,
          response.at,
          `It holds connection ${place} of ${TCP_CONNECTIONS_PER_HOST} to ${host}; the others are held by ${names}. Other tabs may hold more.`,
          { ongoing: true, severity: 'warning' },
        );
      },
    };
  },
} satisfies StreamRule;
