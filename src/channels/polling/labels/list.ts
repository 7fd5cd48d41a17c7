import type { StrandFacts } from './facts.ts';
import type { LabelRule } from './label.ts';

/** A run that counts up and gets a full response each time is read page by page, up to this many requests. */
const MAX_PAGES = 10;

/** A list that is read page by page: a number that counts up in even steps, or a cursor from the answer, and data each time. */
export default {
  label: 'list',
  judge(facts) {
    const counted = pagesOf(facts);
    if (counted === null) return null;
    return { sureness: 'likely', why: [counted] };
  },
} satisfies LabelRule;

/** In a sentence; null where it is not so. */
function pagesOf({ steps, empty, timeOuts, repeats, count, changing }: StrandFacts): string | null {
  if (steps.length < 2 || empty > 0 || timeOuts > 0 || repeats > 0 || count >= MAX_PAGES) return null;
  for (const name of changing) {
    const values = steps.map(({ question }) => Number(question.params.get(name)));
    const by = (values[1] ?? 0) - (values[0] ?? 0);
    const isEven = values.every((value, i) => i === 0 || value - (values[i - 1] as number) === by);
    if (by > 0 && Number.isInteger(by) && isEven)
      return `The ${name} counts up by ${by} and no answer is empty: that is how a list is read page by page.`;
  }
  return null;
}
