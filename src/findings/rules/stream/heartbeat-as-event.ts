import { peekOf, RowKind } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { visible } from '../../../format/visible.ts';
import { blockRange, readBlock } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { isHeartbeatName } from '../../toolkit/heartbeat/name.ts';
import { Tally } from '../../toolkit/tally.ts';

/** Bytes of a block that can be a heartbeat, and events looked at: a server shows its habit soon. */
const SMALL = 120;
const LOOKED_AT = 1000;
/** This many make a habit. */
const HABIT = 3;

const JSON_NAME = /^\{\s*"(type|event|kind|action|op)"\s*:\s*"(ping|heart-?_?beat|keep-?_?alive|hb|noop)"/i;

export default {
  id: 'heartbeat-as-event',
  of: 'stream',
  needs: ['bytes'],
  title: 'Heartbeat sent as an event',
  severity: 'note',
  why: 'An event wakes the page: its listeners run, and it is parsed and perhaps stored, only to be thrown away. A comment keeps the connection open as well, and the page never hears of it.',
  fix: 'On the server, send a comment instead: “: ping” and a blank line. An event is right where the client must know that the server lives: EventSource hides comments from it.',
  source: 'WHATWG HTML 9.2.7, Authoring notes',
  begin(stream) {
    const tally = new Tally(stream);
    let looked = 0;
    return {
      row({ key, kind, ref }) {
        if (kind !== RowKind.Event || looked >= LOOKED_AT) return;
        looked++;
        const segment = stream.segmentOfRow(key);
        if (!segment) return;
        const [start, end] = blockRange(segment.reader, ref);
        if (end - start > SMALL) return;
        const { type, data } = readBlock(segment.reader, ref, peekOf(segment, stream.tape.bytes), SMALL);
        const isBeat =
          isHeartbeatName(data) || JSON_NAME.test(data) || (isHeartbeatName(type) && data.length < 40);
        if (isBeat) tally.add(segment.base + start, () => `${visible(type)}: ${quoted(data)}`);
      },
      report: () =>
        tally.count < HABIT
          ? null
          : tally.report(
              (count) =>
                `${plural(count, 'event')}${looked >= LOOKED_AT ? ` of the first ${looked}` : ''} that only say that the server lives; first: ${tally.firstText}.`,
            ),
    };
  },
} satisfies StreamRule;
