import { duration } from '../../../format/durations.ts';
import { count, list, plural } from '../../../format/numbers.ts';
import type { StrandFacts } from './facts.ts';
import type { LabelRule } from './label.ts';

/** Asked again, and no more is known. */
export default {
  label: 'again',
  judge(facts) {
    return { sureness: 'certain', why: [reason(facts)] };
  },
} satisfies LabelRule;

/** Why it is none of the others, in a sentence. */
function reason({
  steps,
  starts,
  periods,
  repeats,
  total,
  answered,
  failed,
  failure,
  count: all,
}: StrandFacts): string {
  if (steps.length < 2) return 'Asked once.';
  if (failed === 1 && steps.length === 2)
    return `Its answer was an error, and it was asked again. ${failure}`;
  if (failed === steps.length - 1)
    return `None of the latest ${plural(failed, 'answer')} is without an error. ${failure}`;
  if (answered === 0) return 'Not one has an answer yet.';
  if (steps.length < 3) return 'Asked twice: two requests have no rhythm yet.';
  const isSame = repeats === periods.length ? 'the very same ' : '';
  if (total < 1000)
    return `${count(all)} requests ask ${isSame || 'the same '}within ${duration(total)}: a burst of calls.`;
  if (starts.slice(-2).every(({ isAtOnce }) => isAtOnce))
    return 'Asked again at once, but no answer was empty, held or asked for twice: it may be a list that is read page by page.';
  return `Neither at once after the answer nor in a constant rhythm: ${list(periods.slice(-4).map(duration))} from one to the next.`;
}
