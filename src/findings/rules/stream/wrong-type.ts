import { quoted } from '../../../format/quoted.ts';
import type { StreamRule } from '../../rule.ts';
import { headerReport } from '../../toolkit/once.ts';

export default {
  id: 'wrong-type',
  of: 'stream',
  title: 'Wrong or missing MIME type',
  severity: 'error',
  why: 'EventSource accepts text/event-stream only. With any other type it closes at once and does not try again.',
  fix: 'On the server, send “Content-Type: text/event-stream”. An error page or a login page answered with status 200 has this effect too.',
  source: 'WHATWG HTML 9.2.2, The EventSource interface, and 9.2.3, Processing model',
  begin(stream) {
    return {
      report() {
        const { request, response } = stream.facts;
        if (request?.via !== 'eventsource' || response?.status !== 200) return null;
        if (response.mimeType === 'text/event-stream') return null;
        const type = response.mimeType === '' ? 'no MIME type' : `the MIME type ${quoted(response.mimeType)}`;
        return headerReport(
          stream,
          response.at,
          'content-type',
          `The answer has ${type}; EventSource closed for good.`,
        );
      },
    };
  },
} satisfies StreamRule;
