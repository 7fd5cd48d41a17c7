/** What requests that repeat are, and why. */
import type { RequestsLabel } from '../../model/polls.ts';
import type { StrandFacts } from './facts.ts';

export interface Judged {
  readonly label: RequestsLabel;
  /** likely: the grounds would fit something else too, and advice that fits this label only is not given. */
  readonly sureness: 'certain' | 'likely';
  /** One sentence each. */
  readonly why: readonly string[];
}

/** One label. Adding one is a file, and its place in `labels.ts`. */
export interface LabelRule<Facts = StrandFacts> {
  readonly label: RequestsLabel;
  /** Null where the requests are none of these. */
  judge(facts: Facts): Omit<Judged, 'label'> | null;
}

/** One that says what requests are, whatever each of them asks for: from the requests alone, not from how they follow each other. */
export type AnyQuestionRule = LabelRule<Pick<StrandFacts, 'steps' | 'holds'>>;

/** Whether it is a poll, and so a row in Streams. */
export function isPoll({ label }: Pick<Judged, 'label'>): boolean {
  return label === 'long-poll' || label === 'short-poll' || label === 'known-client';
}

/** What a label is called in a sentence. */
export const LABEL_NAMES: Readonly<Record<RequestsLabel, string>> = {
  ranges: 'parts of a file',
  uploads: 'uploads',
  sends: 'something that the page sends',
  'long-poll': 'long polling',
  'short-poll': 'short polling',
  list: 'a list that is read page by page',
  questions: 'different questions',
  again: 'the same, asked again',
  'known-client': 'what a known client asks',
};
