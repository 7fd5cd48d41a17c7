import { count, list } from '../../../format/numbers.ts';
import { HEADER_PREFIX } from '../strands/question.ts';
import type { StrandFacts } from './facts.ts';

/** How many of a strand's requests are under way at a time, in words. */
export function atATime({ atATime, isChain }: Pick<StrandFacts, 'atATime' | 'isChain'>): string {
  if (atATime <= 1) return 'one after the other, no two at the same time';
  return isChain
    ? `${count(atATime)} at a time, each begun when an answer is there`
    : `the next is begun before the answer is there, up to ${count(atATime)} at the same time`;
}

/** What changes from request to request, in a sentence; none where nothing does. */
export function cursor(changing: readonly string[]): string[] {
  return changing.length === 0
    ? []
    : [`What changes from one to the next is the ${list(changing)}, as a cursor does.`];
}

/** Where requests are the same but for headers, which may hold a cursor; '' where these are too. */
export function exceptHeaders(changing: readonly string[]): string {
  return changing.some((name) => name.startsWith(HEADER_PREFIX)) ? ', but for headers' : '';
}
