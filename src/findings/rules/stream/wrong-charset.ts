import { quoted } from '../../../format/quoted.ts';
import type { StreamRule } from '../../rule.ts';
import { headerReport } from '../../toolkit/once.ts';

export default {
  id: 'wrong-charset',
  of: 'stream',
  title: 'Charset other than UTF-8',
  severity: 'error',
  why: 'An event stream is always UTF-8. Chromium refuses an answer that says otherwise, and does not try again; Firefox opens it, and reads it as UTF-8 all the same.',
  fix: 'On the server, encode as UTF-8 and send “Content-Type: text/event-stream”, without a charset.',
  source: 'WHATWG HTML 9.2.5, Parsing an event stream; measured on Chromium and Firefox',
  begin(stream) {
    return {
      report() {
        const { request, response } = stream.facts;
        if (response?.status !== 200 || response.mimeType !== 'text/event-stream') return null;
        if (!response.charset || /^"?utf-?8"?$/i.test(response.charset)) return null;
        const native = request?.via === 'eventsource';
        return headerReport(
          stream,
          response.at,
          'content-type',
          `The answer says charset=${quoted(response.charset)}${native ? '; Chromium closed the EventSource for good' : ''}.`,
          native ? {} : { severity: 'warning' },
        );
      },
    };
  },
} satisfies StreamRule;
