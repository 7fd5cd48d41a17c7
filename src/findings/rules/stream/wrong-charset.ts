import { quoted } from '../../../format/quoted.ts';
import { refusalBy } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { headerReport } from '../../toolkit/once.ts';

const HYPHEN =
  'On the server, write “utf-8”, with its hyphen, or leave the charset out. Firefox opens the stream as it is.';

export default {
  id: 'wrong-charset',
  of: 'stream',
  isRefusal: true,
  needs: ['response'],
  title: 'Charset other than UTF-8',
  severity: 'error',
  why: 'An event stream is always UTF-8. Chromium refuses an answer with any other charset, “utf8” without its hyphen among them, and does not try again; Firefox opens it, and reads it as UTF-8 all the same.',
  fix: 'On the server, leave the charset out, or say utf-8. Where the program names none, its framework or the web server adds its default. See that the text is encoded as UTF-8.',
  source: 'WHATWG HTML 9.2.5, Parsing an event stream; measured on Chromium and Firefox',
  begin(stream) {
    return {
      report() {
        const { request, response } = stream.facts;
        if (!response?.charset || refusalBy(response) !== 'charset') return null;
        const native = request?.via === 'eventsource';
        return headerReport(
          stream,
          response.at,
          'content-type',
          `The answer says charset=${quoted(response.charset)}${native ? '; Chromium closed the EventSource for good' : ''}.`,
          {
            ...(!native && { severity: 'warning' as const }),
            ...(isUtf8(response.charset) && { fix: HYPHEN }),
          },
        );
      },
    };
  },
} satisfies StreamRule;

/** Whether it is another name of UTF-8: then only the name is wrong. */
function isUtf8(charset: string): boolean {
  return /^(x-)?(unicode-?1-?1-?)?utf-?_?8$/i.test(charset.trim());
}
