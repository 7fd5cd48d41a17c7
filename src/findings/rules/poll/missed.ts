import { changedParams, type Exchange, labelsOf, questionOf } from '../../../channels/index.ts';
import { count, plural } from '../../../format/numbers.ts';
import { RecordState } from '../../../framing/index.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, isAnswered } from '../../toolkit/cycles.ts';

/** Responses that must continue with the very next ID before a jump counts; and the share of responses that may jump. */
const IN_ORDER = 5;
const RARE = 0.2;

/**
 * Where IDs count by one, and only there: IDs that also count what is for others jump all the time. The protocol of a known client
 * has ids of its own, and sees to what is missing.
 */
export default {
  id: 'poll-missed',
  of: 'poll',
  needs: ['bodies'],
  title: 'Events missed between two answers',
  severity: 'note',
  why: 'The IDs counted by one from answer to answer, and then some never came. What was sent while no request was there to answer is lost, unless the server keeps it and the page says where to continue.',
  fix: 'On the server, keep the latest messages and answer with all after the cursor that is asked for. On the client, send the ID of the last message that was read with each request.',
  source: 'RFC 6202, sections 2.1 (Definition) and 2.2 (Maximal Latency)',
  begin(loop, around) {
    const jumps = new CycleTally();
    let steps = 0;
    let missing = 0;
    let latest = '';
    let last: number | null = null;
    let broughtBy: Exchange | null = null;
    let lastIndex = -1;
    let unknown = 0;
    /** They do, or they are no numbers: nothing can be known. */
    let countsOthers = loop.requests.client !== null;
    let hasCursor = true;

    function hear({ index, exchange }: { index: number; exchange: Exchange }): void {
      if (countsOthers) return;
      const before = loop.receiveBefore(index);
      const ids = isAnswered(exchange) && exchange.isKept ? idsOf(exchange) : null;
      if (ids === 'nothing') return;
      if (
        ids === null ||
        index < lastIndex ||
        (before && around.disturbed(before.request.at, exchange.request.at))
      ) {
        last = null;
        // Responses are not read for ever where none has an ID to compare.
        if (++unknown > IN_ORDER && steps === 0) countsOthers = true;
        return;
      }
      lastIndex = index;
      if (ids.hasGaps) countsOthers = true;
      const from = last;
      const asked = broughtBy;
      broughtBy = exchange;
      // A list of the latest messages that begins with known ones continues too.
      last = ids.last;
      if (from === null || ids.first <= from) return;
      if (ids.first === from + 1) steps++;
      else if (steps >= IN_ORDER) {
        missing += ids.first - from - 1;
        // A cursor moves on with what was read: the request that brought it and this one would differ.
        hasCursor = asked !== null && !asksTheSame(asked, exchange);
        latest =
          ids.first === from + 2
            ? `ID ${from + 1} never came`
            : `IDs ${from + 1} to ${ids.first - 1} never came`;
        jumps.add({ index, exchange }, `from ${from} to ${ids.first}`);
      } else countsOthers = true;
    }

    return {
      cycle: hear,
      report() {
        if (countsOthers || jumps.count > (steps + jumps.count) * RARE) return null;
        const cursor = hasCursor
          ? ''
          : ' The requests do not say where to continue: what is sent between two of them is for nobody.';
        return jumps.report(
          `${plural(missing, 'ID')} missing after ${count(steps)} answers that continued with the next one; the latest: ${latest}.${cursor}`,
          hasCursor ? {} : { severity: 'warning' },
        );
      },
    };
  },
} satisfies PollRule;

interface Ids {
  readonly first: number;
  readonly last: number;
  /** They do not count by one within the response. */
  readonly hasGaps: boolean;
}

/** The numbers that a response's elements have for IDs; null where they have none. */
function idsOf(exchange: Exchange): Ids | 'nothing' | null {
  if (exchange.judgeOutcome().outcome === 'empty') return 'nothing';
  const { body } = exchange;
  const { list: parts } = exchange.content();
  // Of records only the whole ones: heartbeats stand between them.
  const list = parts?.filter(([, , state = RecordState.Whole]) => state === RecordState.Whole) ?? [
    [0, body.length] as const,
  ];
  const [start, end] = [list[0], list.at(-1)];
  if (!start || !end) return 'nothing';
  const first = numberIn(body.subarray(start[0], start[1]));
  const last = numberIn(body.subarray(end[0], end[1]));
  if (first === null || last === null) return null;
  return { first, last, hasGaps: last - first !== list.length - 1 };
}

/** ID of an element, where it is a whole number that JavaScript can hold. */
function numberIn(element: Uint8Array): number | null {
  const { id } = labelsOf(element, true);
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}

function asksTheSame(a: Exchange, b: Exchange): boolean {
  const [before, after] = [questionOf(a.request), questionOf(b.request)];
  return before !== null && after !== null && changedParams(before, after).length === 0;
}
