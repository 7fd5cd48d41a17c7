import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** 204 is how a server says stop, so it is a note. A fetch decides itself what a status means. */
export default {
  id: 'final-status',
  of: 'stream',
  title: 'Status that ends EventSource for good',
  severity: 'error',
  why: 'Only status 200 opens a stream. With any other the EventSource is closed and does not try again, even where the server meant “later”, as with 429, 502 or 503.',
  fix: 'On the server or the proxy, answer 200 and end the stream, perhaps with a “retry”, where the client is to come back; 204 where it is to stop. On the client, make a new EventSource after an error with readyState CLOSED.',
  source: 'WHATWG HTML 9.2.3, Processing model',
  begin(stream) {
    return {
      report() {
        const { request, response } = stream.facts;
        if (request?.via !== 'eventsource' || !response || response.status === 200) return null;
        const { status, statusText, at } = response;
        const name = `${status} ${statusText}`.trim();
        return status === 204
          ? connectionReport(
              stream,
              at,
              `HTTP ${name} tells the EventSource to stop: it is closed and does not try again.`,
              { severity: 'note' },
            )
          : connectionReport(stream, at, `HTTP ${name}: the EventSource is closed and does not try again.`);
      },
    };
  },
} satisfies StreamRule;
