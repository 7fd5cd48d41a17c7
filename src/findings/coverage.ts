import { CAUSES, type Cause } from './needs/cause.ts';
import type { Alike } from './needs/connections.ts';
import { type Knowledge, knownOf } from './needs/knowledge.ts';
import { type Need, SUBJECTS } from './needs/need.ts';
import type { RuleInfo } from './rule.ts';

/** A rule by its id and its title. */
export type RuleName = Pick<RuleInfo, 'id' | 'title'>;

/** Rules that could not look, or saw a part, for one cause. */
export interface Limit {
  readonly cause: Cause;
  /** A sentence. */
  readonly why: string;
  /** A sentence on what gives what is missing; null where there is none. */
  readonly remedy: string | null;
  readonly rules: readonly RuleName[];
  /** On how many of the channel's connections it is so; null where it is so of all, or of the channel as a whole. */
  readonly on: { readonly connections: number; readonly of: number } | null;
}

/** What the rules on a channel looked at, and what they could not. */
export interface Coverage {
  /** Those that had something to look at. */
  readonly looked: readonly RuleName[];
  /** What that was, in words: “its framing and its delivery”. */
  readonly subjects: readonly string[];
  /** Those that had nothing to look at. */
  readonly blind: readonly RuleName[];
  /** Why, most rules first. A rule stands in as many as it has causes, of several connections. */
  readonly blindFor: readonly Limit[];
  /** Why some of those that looked did not see all, most rules first. */
  readonly partialFor: readonly Limit[];
}

/** What a group of rules looks at: each connection alone, or the channel as a whole with all its connections. */
export interface Lookers {
  readonly rules: readonly RuleInfo[];
  /** What is known of the channel as a whole. */
  readonly whole: Knowledge;
  /** What is known of its connections; none where the channel is a single thing. */
  readonly connections: readonly Alike[];
}

/** What is missing for one rule, by cause: on how many connections, or on the whole channel (null). */
type Missed = Map<Cause, number | null>;

/** Puts together who looked and who could not. Costs a step for each rule and each kind of connection that differs. */
export function coverageOf(lookers: readonly Lookers[]): Coverage {
  const looked: RuleInfo[] = [];
  const blind: RuleInfo[] = [];
  const blindFor = new Limits();
  const partialFor = new Limits();
  for (const { rules, whole, connections } of lookers) {
    const total = connections.reduce((sum, { count }) => sum + count, 0);
    for (const rule of rules) {
      const seen = lookOf(rule.needs, whole, connections);
      if (!seen) continue;
      (seen.hasLooked ? looked : blind).push(rule);
      const limits = seen.hasLooked ? partialFor : blindFor;
      for (const [cause, count] of seen.missed) limits.add(cause, count, total, rule);
    }
  }
  return {
    looked: looked.map(nameOf),
    subjects: subjectsOf(looked),
    blind: blind.map(nameOf),
    blindFor: blindFor.list(),
    partialFor: partialFor.list(),
  };
}

/** No rule looks, for one cause. */
export function withoutLook(lookers: readonly Lookers[], cause: Cause): Coverage {
  const blind = lookers.flatMap(({ rules }) => rules.map(nameOf));
  const blindFor = [{ cause, ...CAUSES[cause], rules: blind, on: null }];
  return { looked: [], subjects: [], blind, blindFor, partialFor: [] };
}

/** What a rule had to look at; null where it is not about this channel. */
function lookOf(
  needs: readonly Need[],
  whole: Knowledge,
  connections: readonly Alike[],
): { readonly hasLooked: boolean; readonly missed: Missed } | null {
  const known = knownOf(needs, whole);
  if (known === 'unconcerned') return null;
  const hasWhole = known === null || known.isPart;
  const ofWhole: Missed = new Map(known ? [[known.cause, null]] : []);
  if (connections.length === 0) return { hasLooked: hasWhole, missed: ofWhole };
  const missed: Missed = new Map();
  let concerned = 0;
  let looked = 0;
  for (const { knowledge, count } of connections) {
    const here = knownOf(needs, knowledge);
    if (here === 'unconcerned') continue;
    concerned += count;
    if (here === null || here.isPart) looked += count;
    if (here) missed.set(here.cause, (missed.get(here.cause) ?? 0) + count);
  }
  if (concerned === 0) return null;
  // What is missing of the whole matters where a connection could be looked at.
  if (looked === 0) return { hasLooked: false, missed };
  return hasWhole
    ? { hasLooked: true, missed: new Map([...ofWhole, ...missed]) }
    : { hasLooked: false, missed: ofWhole };
}

/** Rules by their cause and the number of connections on which it holds. */
class Limits {
  readonly #byKey = new Map<string, Omit<Limit, 'rules'> & { readonly rules: RuleName[] }>();

  add(cause: Cause, connections: number | null, of: number, rule: RuleInfo): void {
    const on = connections === null || connections === of ? null : { connections, of };
    const key = `${cause} ${on?.connections ?? ''}`;
    const limit = this.#byKey.get(key);
    if (limit) limit.rules.push(nameOf(rule));
    else this.#byKey.set(key, { cause, ...CAUSES[cause], on, rules: [nameOf(rule)] });
  }

  list(): readonly Limit[] {
    return [...this.#byKey.values()].sort((a, b) => b.rules.length - a.rules.length);
  }
}

const nameOf = ({ id, title }: RuleInfo): RuleName => ({ id, title });

function subjectsOf(rules: readonly RuleInfo[]): readonly string[] {
  const needs = new Set(rules.flatMap((rule) => rule.needs));
  return (Object.keys(SUBJECTS) as Need[]).flatMap((need) => (needs.has(need) ? (SUBJECTS[need] ?? []) : []));
}
