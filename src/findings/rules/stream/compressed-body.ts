import { compressionLeft } from '../../../channels/index.ts';
import { quoted } from '../../../format/quoted.ts';
import type { StreamRule } from '../../rule.ts';
import { headerReport } from '../../toolkit/once.ts';
import { headerOf } from '../../toolkit/words.ts';

/** The rules that look at lines are quiet then: what they would read is no text. */
export default {
  id: 'compressed-body',
  of: 'stream',
  needs: ['body', 'response'],
  title: 'Compressed, and not decompressed',
  severity: 'error',
  why: 'A browser undoes only what Content-Encoding names. The page gets the compressed bytes as if they were text: no line of them is a field, and no event comes.',
  fix: 'Where it is compressed, send Content-Encoding with it, and flush after each event. Look for a proxy that removes the header, and for a cache or a file that was compressed before. Or send it uncompressed.',
  source: 'RFC 9110, section 8.4, Content-Encoding; RFC 1952 (gzip), 2.3.1',
  begin(stream) {
    return {
      report() {
        const { facts, tape } = stream;
        const found = compressionLeft(facts, tape);
        const at = found && tape.chunks.at(0);
        if (at === null) return null;
        const coding = headerOf(stream, 'content-encoding');
        const body = `The body is ${found}, by its first bytes`;
        return coding === null
          ? headerReport(stream, at, 'content-encoding', `${body}, and no Content-Encoding header says so.`)
          : headerReport(
              stream,
              at,
              'content-encoding',
              `${body}, after the browser did what “Content-Encoding” names (${quoted(coding)}): it is compressed twice, or that is no name the browser knows.`,
              {
                fix: 'Compress it once, in the program or in the proxy, and send the name of that as Content-Encoding.',
              },
            );
      },
    };
  },
} satisfies StreamRule;
