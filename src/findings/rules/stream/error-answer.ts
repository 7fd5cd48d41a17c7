import { declinesGet, originRemark } from '../../../channels/index.ts';
import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';
import { longIdCause, retryAfter, statusRemedy } from '../../toolkit/status.ts';

/** Of a native EventSource `final-status` says it. */
export default {
  id: 'error-answer',
  of: 'stream',
  isRefusal: true,
  needs: ['program', 'response'],
  title: 'Answered with an error',
  severity: 'error',
  why: 'The page asked for an event stream and got an error. Whether it asks again is up to its program.',
  fix: 'Look at what the server says, and at its log.',
  source: 'RFC 9110, section 15, Status Codes',
  begin(stream, { answersPost }) {
    return {
      report() {
        const { request, response } = stream.facts;
        if (request?.via === 'eventsource' || !response || response.status < 400) return null;
        const { status, statusText, at } = response;
        // MCP asks for a stream by GET at the address that answers its POSTs, and 405 says that there is none.
        if (declinesGet(stream.facts)) return null;
        const isPosted = status === 405 && request?.method === 'GET' && answersPost(request.url ?? '');
        if (isPosted)
          return connectionReport(
            stream,
            at,
            'HTTP 405: the server offers no event stream by GET at this address, which answers POST.',
            {
              severity: 'note',
              fix: 'Send POST, if the stream is needed. A client of MCP asks by GET as well, and goes on without.',
            },
          );
        const longId = longIdCause(stream);
        return connectionReport(
          stream,
          at,
          `HTTP ${`${status} ${statusText}`.trim()} in place of an event stream.${originRemark(stream.facts)}${longId?.text ?? retryAfter(stream.facts)} Its words are in Raw.`,
          { fix: longId?.fix ?? statusRemedy(stream.facts) },
        );
      },
    };
  },
} satisfies StreamRule;
