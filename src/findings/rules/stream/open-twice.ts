import { type EventStream, isAnswer, isRefused, TCP_CONNECTIONS_PER_HOST } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { RequestRecord } from '../../../tape/index.ts';
import type { RuleContext, StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** Open at once from which on it is a leak; two may be two parts of a page. */
const MANY = 3;
/** Milliseconds that they must be open together: a page may open the next one before it closes the one before, and an end is reported late. */
const TOGETHER = 2000;
/** Milliseconds after its end from which on another one shows that all that were open with it are known. */
const SETTLED = 5000;
/** Earlier and later ones that are looked at: no host gets more streams at once. */
const MAX_EACH = 128;

/** Each of them has the finding. Chromium does not report which line made an EventSource. */
export default {
  id: 'open-twice',
  of: 'stream',
  title: 'Opened more than once at the same time',
  severity: 'note',
  why: 'The page gets each event as many times, and the server holds as many connections. Over HTTP/1.1 each takes one of the six that a browser opens to a host, and after six nothing else gets through. The usual cause is code that runs again and does not close what it made before.',
  fix: 'On the page, call close() (or abort()) on the one before where a new one is made: in a framework in the clean-up of the effect that makes it. Where several parts need the stream, let them share one.',
  source: 'WHATWG HTML 9.2.2, The EventSource interface (close()), and 9.2.7, Authoring notes',
  needs: ['request', 'event-stream'],
  begin(stream, context) {
    /** Of a source with thousands of connections nearly all are over: they are looked at once. */
    let isSettled = false;
    let found: AtOnce | null = null;
    return {
      report(now) {
        if (!isSettled) found = mostAtOnce(stream, context, now);
        isSettled ||= isLongOver(stream, context);
        if (!found) return null;
        const { request, response, end } = stream.facts;
        if (!request) return null;
        const { streams, since, isOver } = found;
        const isHttp1 = response?.protocol?.startsWith('http/1') ?? false;
        const cost = isHttp1
          ? ` Each takes one of the ${TCP_CONNECTIONS_PER_HOST} connections that HTTP/1.1 gets.`
          : '';
        const lasted = isOver ? ` for ${duration(found.lasted)}` : '';
        return connectionReport(
          stream,
          since,
          `${count(streams)} ${namesOf(request)} of one ${whoOf(request)}${placeOf(request)} ${isOver ? 'were' : 'are'} open to the same address at once${lasted}.${cost}`,
          {
            count: streams,
            at: end?.at ?? now,
            ongoing: !isOver,
            severity: streams >= MANY && isHttp1 ? 'warning' : 'note',
          },
        );
      },
    };
  },
} satisfies StreamRule;

interface AtOnce {
  readonly streams: number;
  /** Tape time from which on they were all open, milliseconds. */
  readonly since: number;
  /** How long they were, milliseconds. */
  readonly lasted: number;
  /** Whether fewer are open by now. */
  readonly isOver: boolean;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
}

/** The most like it that were open while it was; null where that were too few, or for too short a time. */
function mostAtOnce(stream: EventStream, context: RuleContext, now: number): AtOnce | null {
  const own = stretchOf(stream, now);
  if (!own) return null;
  const { streams, index } = context.alike(stream);
  if (streams.length === 1) return null;
  const open = [own];
  for (let i = index - 1; i >= Math.max(0, index - MAX_EACH); i--) addOverlap(open, streams[i], own, now);
  for (let i = index + 1; i < Math.min(streams.length, index + MAX_EACH); i++) {
    if ((streams[i]?.facts.request?.at ?? 0) >= own.to) break;
    addOverlap(open, streams[i], own, now);
  }
  let most: AtOnce | null = null;
  for (const { from } of open) {
    const together = open.filter((each) => each.from <= from && each.to > from);
    const since = Math.max(...together.map((each) => each.from));
    const lasted = Math.min(...together.map((each) => each.to)) - since;
    if (lasted < TOGETHER) continue;
    if (together.length < 2 || together.length < (most?.streams ?? 0)) continue;
    most = { streams: together.length, since, lasted, isOver: !together.every(({ isOpen }) => isOpen) };
  }
  return most;
}

/** Whether a stream is over, and one like it was requested so much later that nothing of that time is to come. */
function isLongOver(stream: EventStream, context: RuleContext): boolean {
  const { end } = stream.facts;
  const latest = context.alike(stream).streams.at(-1)?.facts.request?.at ?? 0;
  return end !== null && latest > end.at + SETTLED;
}

function addOverlap(open: Stretch[], stream: EventStream | undefined, own: Stretch, now: number): void {
  const other = stream ? stretchOf(stream, now) : null;
  if (other && other.from < own.to && other.to > own.from) open.push(other);
}

/** When an event stream was open; null where it never was. */
function stretchOf({ facts, tape }: EventStream, now: number): Stretch | null {
  const { response, end, answeredBy } = facts;
  // A recording in the server's place takes none of the server's.
  if (answeredBy !== null) return null;
  if (response?.status !== 200 || isAnswer(facts) || isRefused(facts)) return null;
  // Of a page in the back/forward cache another document has taken the place.
  if (tape.facts.some(({ kind }) => kind === 'suspend')) return null;
  return { from: response.at, to: end?.at ?? Math.max(now, response.at + 1), isOpen: end === null };
}

function namesOf({ via }: RequestRecord): string {
  return via === 'eventsource' ? 'EventSources' : 'event streams';
}

function whoOf({ context }: RequestRecord): string {
  if (context.kind === 'frame') return 'iframe';
  return context.kind === 'page' ? 'page' : 'worker';
}

function placeOf({ initiator }: RequestRecord): string {
  if (!initiator) return '';
  const { url, line, functionName } = initiator;
  const file =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? url;
  return `, all requested by ${functionName === '' ? '' : `${functionName} in `}${quoted(`${file}:${line}`)},`;
}
