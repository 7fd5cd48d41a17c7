import { duration } from '../../format/durations.ts';
import { count } from '../../format/numbers.ts';
import type { JoinDetail } from '../model/reconnect.ts';
import type { ChainLink } from './link.ts';
import type { ChainMember } from './member.ts';
import type { ReconnectRule } from './reconnect-rule.ts';

/**
 * What is said of a join whatever goes over its connections; null for the first of a chain.
 * @param asked for what, as it is here: “ for the same address”.
 */
export function joinSaid<M extends ChainMember, S>(
  links: readonly ChainLink<M, S>[],
  index: number,
  { noun }: Pick<ReconnectRule, 'noun'>,
  asked: string,
): JoinDetail | null {
  const { member, join } = links[index] ?? {};
  if (!member || !join) return null;
  const { request } = member.facts;
  const end = links[index - 1]?.member.facts.end ?? null;
  const delay = end && request ? request.at - end.at : null;
  const byHand = join.certainty === 'by hand';
  return {
    why: byHand ? join.why : `${sameness(member, delay, asked)}${join.why}${rivalsText(join.others, noun)}`,
    isSure: join.others === 0 && join.certainty !== 'uncertain',
    byHand,
    delay,
  };
}

function sameness({ facts: { request } }: ChainMember, delay: number | null, asked: string): string {
  if (!request || delay === null) return '';
  const who = request.context.kind === 'unknown' ? 'page' : request.context.kind.replace('-', ' ');
  const when =
    delay < 0
      ? `${duration(-delay)} before the end of that one was reported`
      : `${duration(delay)} after that one ended`;
  return `The same ${who} asked${asked} ${when}. `;
}

function rivalsText(others: number, noun: string): string {
  if (others === 0) return '';
  return others === 1
    ? ` Another ${noun} of this address ended at about the same time: it could be the reconnect of that one.`
    : ` ${count(others)} other ${noun}s of this address ended at about the same time: it could be the reconnect of one of those.`;
}
