import { largest, smallest } from '../../../tape/index.ts';
import type { StrandFacts } from './facts.ts';
import type { LabelRule } from './label.ts';

/** A run that counts up and gets a full response each time is read page by page, up to this many requests. */
const MAX_PAGES = 10;
/** One whose cursor is in each answer may be longer: messages, which have cursors too, are not there each time. */
const MAX_FOLLOWED = 100;

/** Held so long, milliseconds, and not all alike: the server waits for something, and no page of a list is computed. */
const HELD = 2000;
const UNALIKE = 2;

/** A list that is read page by page: a number that counts up in even steps, or a cursor from the answer, and data each time. */
export default {
  label: 'list',
  judge(facts) {
    const { steps, empty, timeOuts, repeats, count, holds } = facts;
    if (steps.length < 2 || empty > 0 || timeOuts > 0 || repeats > 0 || count >= MAX_FOLLOWED) return null;
    const held = holds.filter((hold) => hold >= HELD);
    if (held.length >= 2 && largest(holds) > UNALIKE * smallest(holds)) return null;
    const why = (count < MAX_PAGES ? countsUp(facts) : null) ?? followsAnswers(facts);
    return why === null ? null : { sureness: 'likely', why: [why] };
  },
} satisfies LabelRule;

/** In a sentence; null where nothing counts up. */
function countsUp({ steps, changing }: StrandFacts): string | null {
  for (const name of changing) {
    const values = steps.map(({ question }) => Number(question.params.get(name)));
    const by = (values[1] ?? 0) - (values[0] ?? 0);
    const isEven = values.every((value, i) => i === 0 || value - (values[i - 1] as number) === by);
    if (by > 0 && Number.isInteger(by) && isEven)
      return `The ${name} counts up by ${by} and no answer is empty: that is how a list is read page by page.`;
  }
  return null;
}

/** In a sentence; null where the next request is not each time for what the answer named. */
function followsAnswers({ steps, changing }: StrandFacts): string | null {
  const name = changing.find((each) =>
    steps.slice(1).every(({ changes }) => changes.get(each) === 'answered'),
  );
  return name === undefined
    ? null
    : `Each asks by its ${name} for what the answer before it named, and no answer is empty: that is how a list is read page by page.`;
}
