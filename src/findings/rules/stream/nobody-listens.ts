import { type EventStream, RowKind, type UnheardType, unheardTypes } from '../../../channels/index.ts';
import { quoted } from '../../../format/quoted.ts';
import { blockRange } from '../../../sse/index.ts';
import { largest } from '../../../tape/index.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { StreamRule } from '../../rule.ts';
import { isHeartbeatName } from '../../toolkit/heartbeat/name.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** Types that the statement names. */
const MAX_NAMED = 5;

/** Known where no script ran when messages of a type were dispatched, and after a look at the page's listeners. */
export default {
  id: 'nobody-listens',
  of: 'stream',
  needs: ['eventsource', 'event-stream', 'listeners', 'content'],
  title: 'Event type nobody listens to',
  severity: 'warning',
  why: 'A named event reaches only listeners of its name, never onmessage: what the server sends is thrown away without a word.',
  fix: 'On the page, call addEventListener with this type; or on the server, leave the “event” line out, so that the type is “message”.',
  source: 'WHATWG HTML 9.2.6, dispatch the event',
  begin(stream, around) {
    return {
      report() {
        // That nobody listens to a heartbeat is in order: it only keeps the connection open.
        const unheard = unheardTypes(stream, around.listeners).filter(({ type }) => !isHeartbeatName(type));
        if (unheard.length === 0) return null;
        const types = unheard.slice(0, MAX_NAMED).map(({ type }) => quoted(type));
        const rest = unheard.length > types.length ? ` and ${unheard.length - types.length} more` : '';
        const how = unheard.every(({ by }) => by === 'scripts')
          ? `: no script of the page ran when ${unheard.length === 1 ? 'it' : 'they'} came`
          : '';
        return connectionReport(
          stream,
          largest(unheard.map(({ at }) => at)),
          `No listener for ${types.join(', ')}${rest}${how}.`,
          {
            count: unheard.length,
            evidence: unheard.slice(0, MAX_EVIDENCE).map((one) => evidenceOf(stream, one)),
          },
        );
      },
    };
  },
} satisfies StreamRule;

/** The first event of the type. */
function evidenceOf(stream: EventStream, { type, row }: UnheardType): Evidence {
  const segment = stream.segmentOfRow(row);
  if (!segment || stream.rows.kind(row) !== RowKind.Event)
    return { kind: 'connection', connection: stream.id, text: quoted(type) };
  const [start] = blockRange(segment.reader, stream.rows.ref(row));
  return { kind: 'row', connection: stream.id, offset: segment.base + start, text: quoted(type) };
}
