import { isOfServiceWorker, originRemark } from '../../../channels/index.ts';
import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';
import { longIdCause, retryAfter, statusRemedy } from '../../toolkit/status.ts';

/** A server stops its clients by 204, so it is a note. The program around a fetch decides what a status means. */
export default {
  id: 'final-status',
  of: 'stream',
  isRefusal: true,
  needs: ['eventsource', 'response'],
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
        const longId = longIdCause(stream);
        const later = isOfServiceWorker(stream.facts)
          ? ''
          : ' Where the client is to come back later, answer 200 and end the stream, perhaps with a “retry”.';
        return status === 204
          ? connectionReport(
              stream,
              at,
              `HTTP ${name} tells the EventSource to stop: it is closed and does not try again.`,
              { severity: 'note' },
            )
          : connectionReport(
              stream,
              at,
              `HTTP ${name}: the EventSource is closed and does not try again.${originRemark(stream.facts)}${longId?.text ?? retryAfter(stream.facts)}`,
              {
                fix: longId?.fix ?? `${statusRemedy(stream.facts)}${later}`,
              },
            );
      },
    };
  },
} satisfies StreamRule;
