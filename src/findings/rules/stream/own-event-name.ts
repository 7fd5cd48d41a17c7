import { peekOf, RowKind } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { fieldValue, readBlock } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';

/** Bytes of the longest line that has one of the names. */
const MAX_LINE = 'event: error'.length;

/** Only of a native EventSource: what another client makes of a type is its own business. */
export default {
  id: 'own-event-name',
  of: 'stream',
  title: 'Event with the name of an event of EventSource',
  severity: 'warning',
  why: 'EventSource tells the page by “error” that the connection failed, and by “open” that it is there. An event of the server with that name goes to the same handlers: code that reconnects or gives up in onerror does so while the connection is in order.',
  fix: 'On the server, choose another name, such as “failure”. Where that cannot be, tell them apart on the page: an event of the server is a MessageEvent and has data.',
  source: 'WHATWG HTML 9.2.2, The EventSource interface (onopen, onerror), and 9.2.6, dispatch the event',
  needs: ['eventsource', 'bytes'],
  begin(stream) {
    const tallies = { error: new Tally(stream), open: new Tally(stream) };
    return {
      row({ key, kind, ref }) {
        const segment = kind === RowKind.Event ? stream.segmentOfRow(key) : undefined;
        if (!segment) return;
        const { reader } = segment;
        const line = reader.blockTypeLine(ref);
        if (line === -1 || reader.lineEnd(line) - reader.lineStart(line) > MAX_LINE) return;
        const peek = peekOf(segment, stream.tape.bytes);
        const type = fieldValue(reader, line, peek, MAX_LINE);
        if (type !== 'error' && type !== 'open') return;
        const offset = segment.base + reader.lineStart(reader.blockFirstLine(ref));
        tallies[type].add(offset, () => `${type}: ${quoted(readBlock(reader, ref, peek, 60).data)}`);
      },
      report() {
        if (stream.facts.request?.via !== 'eventsource') return null;
        const errors = tallies.error.report(
          (count) =>
            `${plural(count, 'event')} named “error”: the page’s onerror is called with each, as if the connection had failed; first: ${tallies.error.firstText}.`,
        );
        if (errors) return errors;
        const opens = tallies.open.report(
          (count) =>
            `${plural(count, 'event')} named “open”: the page’s onopen is called with each, as if the connection had been opened anew; first: ${tallies.open.firstText}.`,
        );
        return opens && { ...opens, severity: 'note' };
      },
    };
  },
} satisfies StreamRule;
