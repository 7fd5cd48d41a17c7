import { peekOf, RowKind } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import { readBlock } from '../../../sse/index.ts';
import { largest, smallest } from '../../../tape/index.ts';
import type { StreamRule } from '../../rule.ts';
import { cameLate } from '../../toolkit/busy.ts';
import { Tally } from '../../toolkit/tally.ts';
import { headerOf } from '../../toolkit/words.ts';

/** Milliseconds of silence before a burst, and events that make one. */
const SILENCE = 2000;
const BURST = 3;
/** Events of a burst that are read, and bursts looked into. */
const READ = 50;
const LOOKED_AT = 200;
/** One burst may be a page that was busy. */
const HABIT = 2;

/** An ISO time, or milliseconds since 1970 (2001 to 2286). */
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)|\b[1-9]\d{12}\b/;

/** Events whose own times are spread over the silence they came after were made then, and waited. */
export default {
  id: 'held-back',
  of: 'stream',
  title: 'Held back by a buffer',
  severity: 'warning',
  why: 'The events carry times that lie apart, yet they came all at once: something between the server’s program and the page gathers them. The page gets each of them late.',
  fix: 'On the proxy, switch buffering off (nginx: the answer’s header “X-Accel-Buffering: no”, or proxy_buffering off). On the server, flush after each message, and after each one within a compressor too.',
  source: 'nginx ngx_http_proxy_module, proxy_buffering',
  begin(stream, around) {
    const tally = new Tally(stream);
    let rows: { key: number; ref: number }[] = [];
    let lastAt: number | null = null;
    let looked = 0;
    let longest = 0;

    function timesOf(): number[] {
      return rows.flatMap(({ key, ref }) => {
        const segment = stream.segmentOfRow(key);
        const data = segment && readBlock(segment.reader, ref, peekOf(segment, stream.tape.bytes), 500).data;
        const found = data ? TIME.exec(data)?.[0] : undefined;
        if (!found) return [];
        const time = /^\d{13}$/.test(found) ? Number(found) : Date.parse(found);
        return Number.isNaN(time) ? [] : [time];
      });
    }

    return {
      row({ key, kind, ref }) {
        if (kind === RowKind.Event && rows.length < READ) rows.push({ key, ref });
      },
      chunk(chunk) {
        const at = stream.tape.chunks.at(chunk);
        const since = lastAt;
        lastAt = at;
        const silence = since === null ? 0 : at - since;
        if (since !== null && silence > SILENCE && rows.length >= BURST && looked < LOOKED_AT) {
          looked++;
          const times = timesOf();
          const spread = times.length >= BURST ? largest(times) - smallest(times) : 0;
          const isOne = (): boolean => !cameLate(stream, at) && !around.disturbed(since, at);
          if (spread > silence / 2 && spread < silence * 1.5 && isOne()) {
            longest = Math.max(longest, spread);
            const events = rows.length;
            tally.add(
              stream.tape.chunks.start(chunk),
              () => `${events} events after ${duration(silence)}`,
              isOne,
            );
          }
        }
        if (rows.length > 0) rows = [];
      },
      report() {
        if (tally.count < HABIT) return null;
        const server = headerOf(stream, 'server') ?? headerOf(stream, 'via');
        const by = server ? ` Answered by ${server}.` : '';
        const packed = headerOf(stream, 'content-encoding');
        return tally.report(
          (count) =>
            `${plural(count, 'burst')} of events whose own times lie up to ${duration(longest)} apart.${by}${packed ? ` Content-Encoding: ${packed}.` : ''}`,
        );
      },
    };
  },
} satisfies StreamRule;
