import { count } from '../../../format/numbers.ts';
import type { EndpointChoice } from '../../model/polls.ts';
import type { RequestGroup, RequestGroupDetail, RequestQuestion } from '../../model/requests.ts';
import { cycleOf } from '../cycle.ts';
import type { Exchange } from '../exchange.ts';
import { failingWords } from '../health/failing.ts';
import { atATime } from '../labels/common-words.ts';
import { latestOf, paceOf } from '../labels/facts.ts';
import { judge, judgeAnyQuestion } from '../labels/labels.ts';
import { endpointName } from '../strands/endpoint-name.ts';
import type { Group } from '../strands/group.ts';
import { changedParams } from '../strands/question.ts';
import type { Step } from '../strands/step.ts';
import type { Strand } from '../strands/strand.ts';

/** The latest requests of a group that are listed. */
const MAX_LATEST = 50;
/** Characters of a question: a body can be long, and it is text for a cell. */
const MAX_TEXT = 200;
/** Names of what differs that are said. */
const MAX_NAMES = 3;

/** Names a group while the tape lives. */
export function idOf(group: Group): string {
  return `requests ${group.first.id}`;
}

/** Origin and path of an endpoint. */
export function urlOf(endpoint: string): string {
  return /^\w+ (\S+)/.exec(endpoint)?.[1] ?? '';
}

/**
 * A group as a row; null where it was asked once only, and the user did not choose anything for it.
 * @param strands those that are no row in Streams.
 */
export function rowOf(
  group: Group,
  strands: readonly Strand[],
  choice: EndpointChoice | null,
): RequestGroup | null {
  const [first] = strands;
  const { requests: forgotten, questions } = group.forgotten;
  const requests = strands.reduce((total, { exchanges }) => total + exchanges.length, forgotten);
  if (!first || (requests < 2 && choice === null)) return null;
  const lasts = strands.flatMap(({ last }) => last ?? []).sort(byTime);
  const { request } = group.first;
  const { endpoint } = first;
  const steps = strands.flatMap((strand) => strand.steps).sort((a, b) => byTime(a.exchange, b.exchange));
  return {
    id: idOf(group),
    name: endpointName(endpoint, []),
    endpoint,
    method: request.method,
    via: request.via,
    context: request.context,
    requests,
    questions: strands.length + questions,
    ...labelOf(strands, steps, choice),
    ...(group.first.answeredBy !== null && { answeredBy: group.first.answeredBy }),
    failing: failingWords(steps, requests),
    status: lasts.findLast(({ response }) => response)?.response?.status ?? null,
    firstAt: request.at,
    lastAt: (lasts.at(-1) ?? group.first).request.at,
    choice,
  };
}

/** A group looked into. @param strands those that are no row in Streams. */
export function detailOf(strands: readonly Strand[], group: RequestGroup): RequestGroupDetail {
  const latest = strands
    .flatMap(({ exchanges }) => exchanges.slice(-MAX_LATEST))
    .sort(byTime)
    .slice(-MAX_LATEST);
  const nextOf = (exchange: Exchange, strand: Strand | undefined) =>
    strand?.exchanges[strand.exchanges.lastIndexOf(exchange) + 1];
  return {
    group,
    questions: strands.toSorted(byFirst).map(questionOf),
    latest: latest.map((exchange, index) => {
      const strand = strands.find(({ exchanges }) => exchanges.lastIndexOf(exchange) >= 0);
      return cycleOf(exchange, group.requests - latest.length + index, nextOf(exchange, strand));
    }),
  };
}

function byTime(a: Exchange, b: Exchange): number {
  return a.request.at - b.request.at;
}

function byFirst(a: Strand, b: Strand): number {
  return (a.exchanges[0]?.request.at ?? 0) - (b.exchanges[0]?.request.at ?? 0);
}

/** What a group is: what all its requests are, whatever they ask for; else whether they ask the same. @param steps of all strands, by time. */
function labelOf(
  strands: readonly Strand[],
  steps: readonly Step[],
  choice: EndpointChoice | null,
): Pick<RequestGroup, 'label' | 'why'> {
  const [first, ...others] = strands;
  const judged = judgeAnyQuestion(steps) ?? (first && others.length === 0 ? judge(first) : null);
  const label = judged?.label ?? 'questions';
  if (choice === 'not-a-loop') return { label, why: 'You said that it is no poll loop.' };
  return { label, why: judged ? judged.why.join(' ') : `${differences(strands)}${overlap(steps)}` };
}

/** How many of them are under way at a time, in a sentence; '' where they come one after the other. */
function overlap(all: readonly Step[]): string {
  const { steps } = latestOf(all);
  const pace = paceOf(steps, 0);
  return pace.atATime > 1 ? ` Of the latest ${count(steps.length)}, ${atATime(pace)}.` : '';
}

/** What differs between the strands, in a sentence. */
function differences(strands: readonly Strand[]): string {
  const questions = strands.flatMap(({ steps }) => steps.at(-1)?.question ?? []);
  const names = new Set<string>();
  for (const [index, question] of questions.entries()) {
    const before = questions[index - 1];
    if (before) for (const name of changedParams(before, question)) names.add(name);
  }
  if (names.size === 0) return 'The same is asked by several callers, or by several pages.';
  const shown = [...names].slice(0, MAX_NAMES).join(', ');
  return `These are different questions: ${shown} ${names.size === 1 ? 'is' : 'are'} not the same in all.`;
}

/** What a strand asks for; what changes from request to request is left open. */
function questionOf(strand: Strand): RequestQuestion {
  const question = strand.steps.at(-1)?.question;
  const changing = new Set(strand.steps.flatMap(({ changes }) => [...changes.keys()]));
  const parts = [...(question?.params ?? [])].map(([name, value]) => {
    const ownName = name.replace(/^(query parameter|body field|header) /, '');
    return `${ownName}=${changing.has(name) ? '…' : value}`;
  });
  return {
    text: parts.join(', ').slice(0, MAX_TEXT),
    requests: strand.exchanges.length,
    lastAt: strand.last?.request.at ?? 0,
    status: strand.last?.response?.status ?? null,
  };
}
