import { duration } from '../../../format/durations.ts';
import { list } from '../../../format/numbers.ts';
import { areMostlyEven, isEven, TIGHT, USUAL } from '../rhythm/even.ts';
import { areTimedBySeconds } from '../rhythm/whole-seconds.ts';
import { AT_ONCE } from '../strands/at-once.ts';
import { atATime, cursor, exceptHeaders } from './common-words.ts';
import type { LabelRule } from './label.ts';

const MIN_PERIOD = 200;
/** Periods that must be even: where the requests are the same, and where they differ. */
const PERIODS_SAME = 2;
const PERIODS_DIFFERENT = 4;
/** Two periods this long, milliseconds, are alike by chance too often: one more must be. */
const LONG = 10_000;

/** Asked by a timer, from request to request or from response to request. */
export default {
  label: 'short-poll',
  judge(facts) {
    const { periods, starts, repeats, changing, answered, isChain } = facts;
    const isSame = repeats === periods.length;
    const isLong = (periods.at(-1) ?? 0) >= LONG;
    const needed = isSame ? PERIODS_SAME + Number(isLong) : PERIODS_DIFFERENT;
    if (periods.length < needed || answered === 0) return null;
    const latest = periods.slice(-needed);
    const pauses = starts.flatMap(({ gap }) => gap ?? []);
    const gaps = starts.slice(-needed).map(({ gap }) => gap);
    if (latest.some((period) => period < MIN_PERIOD)) return null;
    // Where each next request comes at once, the rhythm is the server's. One late response does not make a timer's rhythm so.
    const atOnce = gaps.filter((gap) => gap !== null && gap <= AT_ONCE).length;
    const byPeriod = (atOnce < gaps.length || !isChain) && areRhythm(periods, needed);
    const byPause = atOnce === 0 && pauses.length === periods.length && areRhythm(pauses, needed);
    const bySeconds = areTimedBySeconds(facts.steps.map(({ exchange }) => exchange.request.at));
    if (!byPeriod && !byPause && (!bySeconds || (atOnce > 0 && isChain))) return null;
    const figures = (byPause && !byPeriod ? pauses.slice(-needed) : latest).map(duration);
    return {
      sureness: 'certain',
      why: [
        `${facts.count} requests of the same script ask the same: ${atATime(facts)}.`,
        rhythm(byPeriod ? 'period' : byPause ? 'pause' : 'seconds', list(figures)),
        ...(isSame ? [`They all ask the very same${exceptHeaders(changing)}.`] : cursor(changing)),
      ],
    };
  },
} satisfies LabelRule;

/** What makes them a timer's, in a sentence. */
function rhythm(by: 'period' | 'pause' | 'seconds', figures: string): string {
  if (by === 'period') return `They begin in a constant rhythm: ${figures} from one to the next.`;
  if (by === 'pause') return `Each begins the same time after the answer before it: ${figures}.`;
  return `They begin on whole seconds, ${figures} from one to the next, as by a timer of a hidden page.`;
}

/** Whether periods or pauses are a timer's: the latest ones, and most of all. Two must be nearer each other than many. */
function areRhythm(values: readonly number[], latest: number): boolean {
  return isEven(values.slice(-latest), latest > 2 ? USUAL : TIGHT) && areMostlyEven(values);
}
