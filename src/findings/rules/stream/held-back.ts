import {
  type EventStream,
  type MessageTime,
  peekOf,
  risingTimes,
  type Sample,
  timesIn,
} from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count, plural } from '../../../format/numbers.ts';
import { readBlock } from '../../../sse/index.ts';
import { MAX_EVIDENCE, type Report } from '../../finding.ts';
import type { RuleContext, StreamRule } from '../../rule.ts';
import { type Burst, Bursts, isCut, isWhole, SILENCE } from '../../toolkit/bursts/bursts.ts';
import { clockTime } from '../../toolkit/bursts/clock-time.ts';
import { cameLate } from '../../toolkit/busy.ts';
import { codingOf, flushRemedy, headerOf } from '../../toolkit/words.ts';

/** Events whose times are compared at least, and characters of each that are read. */
const TIMED = 3;
const READ = 20_000;
/** Bursts of one connection that are kept. */
const KEPT = 200;
/** One short burst may be a page or a network that stood still; a longer one is held back. Milliseconds. */
const HABIT = 2;
const ALONE = 10_000;
/** How far the server's clock may be off the browser's. Milliseconds. */
const CLOCKS = 2000;
/** Without times: events in one piece, and how long after the request, milliseconds. */
const MANY = 5;
const LONG = 5000;

/** An ISO time, or milliseconds since 1970 (2001 to 2286), somewhere in a text. */
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)|\b[1-9]\d{12}\b/;
/** The path of a time that stands somewhere in a text. */
const IN_TEXT = 'text';

interface Held {
  readonly burst: Burst;
  readonly events: number;
  /** From the first event's own time to the last one's, milliseconds; null where events carry no time. */
  readonly spread: number | null;
  /** Whether a single one is enough. */
  readonly isSure: boolean;
}

/** Events whose own times lie within the silence that they came after were made then, and waited. */
export default {
  id: 'held-back',
  of: 'stream',
  needs: ['bytes'],
  outranks: ['many-in-one-chunk'],
  title: 'Held back by a buffer',
  severity: 'warning',
  why: 'The events were made one after another, and came all at once: something between the server’s program and the page gathers them. The page gets each of them late.',
  fix: 'On the proxy, switch buffering off (nginx: the response’s header “X-Accel-Buffering: no”, or proxy_buffering off). On the server, flush after each event: some frameworks send nothing before the handler returns.',
  source: 'nginx ngx_http_proxy_module, proxy_buffering; zlib manual, Z_SYNC_FLUSH',
  begin(stream, around) {
    const bursts = new Bursts(stream);
    const timed: Held[] = [];
    /** Without times, and cut within a line before a silence. */
    const cut: Held[] = [];
    let judged: { readonly burst: Burst; readonly events: number; readonly held: Held | null } | null = null;

    /** The latest burst is judged again only when it has grown. */
    function judge(burst: Burst): Held | null {
      const events = burst.events.count;
      if (judged?.burst !== burst || judged.events !== events)
        judged = { burst, events, held: heldBy(stream, burst, around) };
      return judged.held;
    }
    const isOne = ({ burst }: Held): boolean =>
      !cameLate(stream, burst.at) && !around.disturbed(burst.since, burst.at);

    return {
      row: (row) => bursts.addRow(row),
      chunk(chunk) {
        const over = bursts.addChunk(chunk);
        if (!over || timed.length + cut.length >= KEPT) return;
        const held = judge(over);
        if (held?.spread) timed.push(held);
        else if (held && bursts.latest && isCut(stream, over)) cut.push(held);
      },
      report() {
        const { latest } = bursts;
        const last = latest && judge(latest);
        const sure = (last?.spread ? [...timed, last] : timed).filter(isOne);
        if (sure.length >= HABIT || sure.some(({ isSure }) => isSure)) return sureReport(stream, sure);
        const found = cut.filter(isOne);
        if (found.length >= HABIT) return cutReport(stream, found);
        if (!latest || !last || last.spread !== null || last.events < MANY || !isOne(last)) return null;
        const isLate = latest.at - latest.since >= LONG;
        return isLate && isWhole(stream, latest, bursts.count) ? likelyReport(stream, last) : null;
      },
    };
  },
} satisfies StreamRule;

/** Null where a burst was not held back, as far as its events show. */
function heldBy(stream: EventStream, burst: Burst, { wall }: RuleContext): Held | null {
  const events = burst.events.count;
  if (events < TIMED) return null;
  const times = risingTimes(samplesOf(stream, burst, wall(burst.at)))?.map(({ at }) => at);
  if (!times) return { burst, events, spread: null, isSure: false };
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const spread = last - first;
  const silence = burst.at - burst.since;
  if (times.length < TIMED || spread <= SILENCE) return null;
  // What is older than the silence is sent again, or is a history.
  const fits = first >= wall(burst.since) - CLOCKS && last <= wall(burst.at) + CLOCKS;
  const isAsLong = !burst.isFirst && spread > silence / 2 && spread < silence * 1.5;
  const isSure = fits && (burst.isFirst || spread >= ALONE);
  return fits || isAsLong ? { burst, events, spread, isSure } : null;
}

function samplesOf(stream: EventStream, burst: Burst, arrived: number): Sample[] {
  return burst.events.events().map(({ key, ref }) => {
    const segment = stream.segmentOfRow(key);
    const data = segment ? readBlock(segment.reader, ref, peekOf(segment, stream.tape.bytes), READ).data : '';
    const named = timesIn(data, arrived);
    return { key, arrived, times: named.length > 0 ? named : timeInText(data, arrived) };
  });
}

/** A time that stands somewhere in a text, in a form that says when, or only the time of day. */
function timeInText(text: string, arrived: number): MessageTime[] {
  const found = TIME.exec(text)?.[0];
  const times = found === undefined ? [] : timesIn(found, arrived);
  const at = times[0]?.at ?? clockTime(text, arrived);
  return at === null ? [] : [{ path: IN_TEXT, form: 'iso', at }];
}

function sureReport(stream: EventStream, all: readonly Held[]): Report {
  const [first] = all;
  const longest = Math.max(...all.map(({ spread }) => spread ?? 0));
  const made = `made over ${duration(longest)}, by the times in their data`;
  const isWholeBody = all.length === 1 && isCounted(stream);
  const statement =
    all.length === 1 && first
      ? `${plural(first.events, 'event')} ${made}, came in one piece ${afterWhat(first)}.${isWholeBody ? COUNTED : ''}`
      : `${plural(all.length, 'burst')} of events; those of one were ${made}.`;
  return { ...reportOf(stream, all, statement), ...remedyOf(stream) };
}

function cutReport(stream: EventStream, all: readonly Held[]): Report {
  return {
    ...reportOf(
      stream,
      all,
      `${plural(all.length, 'burst')} of events after a silence, each cut within a line: a buffer that fills up is sent so, whatever the server writes.`,
    ),
    ...remedyOf(stream),
  };
}

function likelyReport(stream: EventStream, held: Held): Report {
  const coding = codingOf(stream);
  const cause =
    coding === null ? 'A buffer' : `A compressor that is not flushed (${coding}), or another buffer,`;
  return {
    ...reportOf(
      stream,
      [held],
      `All ${plural(held.events, 'event')} of the response came in one piece ${afterWhat(held)}, and then its end. ${cause} does that; so does a server that has nothing to send before.${isCounted(stream) ? COUNTED : ''}`,
    ),
    ...remedyOf(stream),
    severity: 'note',
  };
}

function reportOf(stream: EventStream, all: readonly Held[], statement: string): Report {
  const server = headerOf(stream, 'server') ?? headerOf(stream, 'via');
  const coding = codingOf(stream);
  const facts = `${server ? ` Server: ${server}.` : ''}${coding === null ? '' : ` Content-Encoding: ${coding}.`}`;
  return {
    statement: `${statement}${facts}`,
    count: all.length,
    evidence: all.slice(0, MAX_EVIDENCE).map(({ burst, events }) => ({
      kind: 'row',
      connection: stream.id,
      offset: stream.tape.chunks.start(burst.chunk),
      text: `${count(events)} events after ${duration(burst.at - burst.since)}`,
    })),
    since: all[0]?.burst.at ?? 0,
    at: all.at(-1)?.burst.at ?? 0,
  };
}

function afterWhat({ burst }: Held): string {
  return `${duration(burst.at - burst.since)} after ${burst.isFirst ? 'the request left' : 'the chunk before'}`;
}

const WHOLE_REMEDY =
  'Look for what reads the response to its end before it is sent: a middleware that makes an ETag or a Content-Length, a cache, a gateway that waits for the whole answer. Leave text/event-stream out of it.';

const COUNTED = ' Its Content-Length says that all of it was there before its first byte was sent.';

/** Whether the length of the response was known before it was sent. */
function isCounted(stream: EventStream): boolean {
  return headerOf(stream, 'content-length') !== null;
}

/** What helps where the response was compressed, or whole before it was sent; else the rule's own. */
function remedyOf(stream: EventStream): Pick<Report, 'fix'> {
  const coding = codingOf(stream);
  if (coding !== null) return { fix: flushRemedy(coding) };
  return isCounted(stream) ? { fix: WHOLE_REMEDY } : {};
}
