/** The labels of one strand in the order in which they are asked: the first that holds is it. docs/polling.md has them in words. */
import type { Step } from '../strands/step.ts';
import type { Strand } from '../strands/strand.ts';
import again from './again.ts';
import { factsOf, latestOf } from './facts.ts';
import type { AnyQuestionRule, Judged, LabelRule } from './label.ts';
import list from './list.ts';
import longPoll from './long-poll.ts';
import ranges from './ranges.ts';
import sends from './sends.ts';
import shortPoll from './short-poll.ts';
import uploads from './uploads.ts';

/** These say what requests are, whatever each of them asks for. */
const OF_ANY_QUESTION: readonly AnyQuestionRule[] = [ranges, uploads, sends];
const LABELS: readonly LabelRule[] = [...OF_ANY_QUESTION, list, longPoll, shortPoll, again];

/** What the latest requests of a strand are; they need not be over. */
export function judge(strand: Strand): Judged {
  const facts = factsOf(strand.steps, strand.sums);
  return judgeBy(LABELS, facts) ?? { label: 'again', sureness: 'certain', why: [] };
}

/** What requests of a group are, whatever each of them asks for; null where that does not tell. @param steps in order of time. */
export function judgeAnyQuestion(steps: readonly Step[]): Judged | null {
  return judgeBy(OF_ANY_QUESTION, latestOf(steps));
}

function judgeBy<Facts>(rules: readonly LabelRule<Facts>[], facts: Facts): Judged | null {
  for (const rule of rules) {
    const judged = rule.judge(facts);
    if (judged) return { label: rule.label, ...judged };
  }
  return null;
}
