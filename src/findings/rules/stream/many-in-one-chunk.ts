import { RowKind } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import type { StreamRule } from '../../rule.ts';
import { cameLate } from '../../toolkit/busy.ts';
import { Tally } from '../../toolkit/tally.ts';
import { codingOf } from '../../toolkit/words.ts';

/** Events in one chunk that are worth a word. */
const MANY = 5;

export default {
  id: 'many-in-one-chunk',
  of: 'stream',
  needs: ['bytes'],
  title: 'Many events in one chunk',
  severity: 'note',
  why: 'They reached the page together, and the first of them late, unless the server made them at the same moment. A chunk is one read by the page’s thread: a page that is busy for less than a second causes the same; for longer, page-busy says so.',
  fix: 'On the server, flush after each message, and a compressor too. On the proxy, switch buffering off (nginx: “X-Accel-Buffering: no” or proxy_buffering off). On the page, look for long tasks.',
  source: 'nginx ngx_http_proxy_module, proxy_buffering',
  begin(stream) {
    const tally = new Tally(stream);
    let events = 0;
    let max = 0;
    return {
      row({ kind }) {
        if (kind === RowKind.Event) events++;
      },
      chunk(chunk) {
        const seen = events;
        events = 0;
        if (seen < MANY) return;
        const at = stream.tape.chunks.at(chunk);
        const isOne = (): boolean => !cameLate(stream, at);
        if (!isOne()) return;
        max = Math.max(max, seen);
        tally.add(stream.tape.chunks.start(chunk), () => `chunk ${chunk + 1}: ${seen} events`, isOne);
      },
      report() {
        const coding = codingOf(stream);
        const facts = coding === null ? '' : ` Content-Encoding: ${coding}.`;
        return tally.report(
          (count) =>
            `${plural(count, 'chunk')} with ${MANY} events or more; at most ${plural(max, 'event')}.${facts}`,
        );
      },
    };
  },
} satisfies StreamRule;
