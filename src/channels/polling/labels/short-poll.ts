import { duration } from '../../../format/durations.ts';
import { list } from '../../../format/numbers.ts';
import { AT_ONCE } from '../strands/at-once.ts';
import { atATime, cursor, exceptHeaders } from './common-words.ts';
import { isEven } from './even.ts';
import type { LabelRule } from './label.ts';

const MIN_PERIOD = 200;
/** Periods that must be even: where the requests are the same, and where they differ. */
const PERIODS_SAME = 2;
const PERIODS_DIFFERENT = 4;

/** Asked by a timer, from request to request or from response to request. */
export default {
  label: 'short-poll',
  judge(facts) {
    const { periods, starts, repeats, changing, answered, isChain } = facts;
    const isSame = repeats === periods.length;
    const needed = isSame ? PERIODS_SAME : PERIODS_DIFFERENT;
    if (periods.length < needed || answered === 0) return null;
    const latest = periods.slice(-needed);
    const gaps = starts.slice(-needed).map(({ gap }) => gap);
    if (latest.some((period) => period < MIN_PERIOD)) return null;
    // Where each next request comes at once, the rhythm is the server's. One late response does not make a timer's rhythm so.
    const atOnce = gaps.filter((gap) => gap !== null && gap <= AT_ONCE).length;
    const byPeriod = (atOnce < gaps.length || !isChain) && isEven(latest);
    const pauses = gaps.filter((gap) => gap !== null);
    if (!byPeriod && (atOnce > 0 || pauses.length < needed || !isEven(pauses))) return null;
    const figures = (byPeriod ? latest : pauses).map(duration);
    return {
      sureness: 'certain',
      why: [
        `${facts.count} requests of the same script ask the same: ${atATime(facts)}.`,
        byPeriod
          ? `They begin in a constant rhythm: ${list(figures)} from one to the next.`
          : `Each begins the same time after the answer before it: ${list(figures)}.`,
        ...(isSame ? [`They all ask the very same${exceptHeaders(changing)}.`] : cursor(changing)),
      ],
    };
  },
} satisfies LabelRule;
