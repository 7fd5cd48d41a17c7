/** Whether an event stream continues another one of the same known client: its addresses name sessions, and differ with them. */
import type { JoinJudgement } from '../../chain/link.ts';
import { refusalOf } from '../state/verdict.ts';
import { EARLY, no, yes } from './judged.ts';
import type { EventStreamMember } from './member.ts';

/** Null where not both are of one known client: then the address decides. */
export function judgeSession(earlier: EventStreamMember, later: EventStreamMember): JoinJudgement | null {
  const [before, after] = [earlier.client, later.client];
  if (!before || !after || before.group !== after.group) return null;
  const { end } = earlier.facts;
  const at = later.facts.request?.at ?? 0;
  if (!end || end.at > at + EARLY) return no('The earlier connection was still open.');
  if (end.inferred) return no('The page that asked is gone.');
  const { label } = after;
  if (before.session === after.session)
    return { ...yes('confirmed', `Its address names the same session of ${label}.`), byPage: true };
  const { closing } = earlier;
  const isOver =
    end.how === 'cancelled' || end.blocked !== undefined || closing !== null || isRefused(earlier);
  if (!isOver && at - end.at < after.silent)
    return no(`The earlier session of ${label} may have gone on: its client asks again at once.`);
  const how =
    closing ?? (isOver ? 'The session before it was over.' : 'The session before it had gone silent.');
  const why = `It opened a new session of ${label}. ${how}`;
  return { ...yes(isOver ? 'likely' : 'uncertain', why), byPage: true };
}

function isRefused({ facts: { response } }: EventStreamMember): boolean {
  return response !== null && refusalOf(response) !== null;
}
