import {
  type Channel,
  type EventStream,
  isEventStreamChain,
  isWebSocketChain,
  PiecesChannel,
  PollLoop,
  type WebSocketMember,
} from '../channels/index.ts';
import { bySeverity, type Finding } from './finding.ts';
import { beginGuarded, callGuarded, type GuardedObserver } from './guard.ts';
import type { RuleObserver } from './observer.ts';
import { type PollRule, type Rule, type RuleContext, type RuleInfo, rulesOf } from './rule.ts';
import { eventStreamChainWalk, webSocketChainWalk } from './walks/chain.ts';
import { PiecesWalk } from './walks/pieces.ts';
import { PollWalk } from './walks/poll.ts';
import { StreamWalk } from './walks/stream.ts';
import { WebSocketWalk } from './walks/websocket.ts';

/** Walks over what is new. */
interface Walk {
  /** Continues until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean;
}

/** A rule that is at work, on whatever it looks at. */
interface RunningRule<W extends RuleObserver> {
  readonly rule: RuleInfo;
  readonly guarded: GuardedObserver<W>;
  /** Whether its advice fits what it looks at, as far as that is known now. Absent where it always does. */
  readonly fits?: () => boolean;
}

/** All rules of one kind at work on one thing: a connection, a chain, a poll loop or a response in pieces. */
export class RuleRun {
  /** Its id. */
  readonly #of: string;
  readonly #running: readonly RunningRule<RuleObserver>[];
  readonly #walk: Walk;

  private constructor(of: string, atWork: readonly RunningRule<RuleObserver>[], walk: Walk) {
    this.#of = of;
    this.#running = atWork;
    this.#walk = walk;
  }

  /** Looks at one connection of an event stream. */
  static stream(stream: EventStream, rules: readonly Rule[], context: RuleContext): RuleRun {
    const atWork = beginAll(rulesOf(rules, 'stream'), (rule) => rule.begin(stream, context));
    const observers = atWork.map(({ guarded }) => ({ guarded, observer: guarded.observer }));
    return new RuleRun(stream.id, atWork, new StreamWalk(stream, observers));
  }

  /** Looks at one WebSocket. */
  static webSocket(socket: WebSocketMember, rules: readonly Rule[], context: RuleContext): RuleRun {
    const atWork = beginAll(rulesOf(rules, 'socket'), (rule) => rule.begin(socket, context));
    return new RuleRun(socket.id, atWork, new WebSocketWalk(socket, atWork.map(guardedOf)));
  }

  /** Looks at a channel as a whole. @returns null for a kind that has no rules. */
  static channel(channel: Channel, rules: readonly Rule[], context: RuleContext): RuleRun | null {
    if (isEventStreamChain(channel)) {
      const atWork = beginAll(rulesOf(rules, 'chain'), (rule) => rule.begin(channel, context));
      return new RuleRun(channel.id, atWork, eventStreamChainWalk(channel, atWork.map(guardedOf)));
    }
    if (channel instanceof PollLoop) {
      const atWork = beginAll(rulesOf(rules, 'poll'), (rule) => rule.begin(channel, context)).map(
        (running) => ({ ...running, fits: () => fits(running.rule, channel) }),
      );
      return new RuleRun(channel.id, atWork, new PollWalk(channel, atWork.map(guardedOf)));
    }
    if (isWebSocketChain(channel)) {
      const atWork = beginAll(rulesOf(rules, 'socket-chain'), (rule) => rule.begin(channel, context));
      return new RuleRun(channel.id, atWork, webSocketChainWalk(channel, atWork.map(guardedOf)));
    }
    if (channel instanceof PiecesChannel) {
      const atWork = beginAll(rulesOf(rules, 'pieces'), (rule) => rule.begin(channel, context));
      return new RuleRun(channel.id, atWork, new PiecesWalk(channel, atWork.map(guardedOf)));
    }
    return null;
  }

  /** Looks at what is new, until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    return this.#walk.work(until);
  }

  /** The findings at tape time `now`, the gravest first. @param isWanted which rules are read; all where it is absent. */
  findings(now: number, isWanted: (rule: RuleInfo) => boolean = () => true): Finding[] {
    const found: Finding[] = [];
    const outranked = new Set<string>();
    for (const { rule, guarded, fits } of this.#running) {
      if (!isWanted(rule) || fits?.() === false) continue;
      const report = callGuarded(guarded, (watcher) => watcher.report(now));
      if (guarded.failed !== null) found.push(this.#failure(rule, guarded.failed, now));
      else if (report) {
        const { id, title, severity, why, fix, source, outranks = [] } = rule;
        for (const each of outranks) outranked.add(each);
        found.push({ rule: id, title, severity, why, fix, source, ongoing: false, ...report });
      }
    }
    return found.filter(({ rule }) => !outranked.has(rule)).sort(bySeverity);
  }

  #failure(rule: RuleInfo, error: string, now: number): Finding {
    return {
      rule: rule.id,
      title: `The check “${rule.id}” failed`,
      severity: 'note',
      statement: `The check “${rule.id}” (${rule.title}) could not be made of this stream: ${error}`,
      count: 1,
      evidence: [],
      since: now,
      at: now,
      ongoing: false,
      why: 'Whether what it looks for is there is not known; the other checks were made.',
      fix: `This is a fault of Streamscope: export the tape of ${this.#of} and report it.`,
      source: 'Streamscope',
    };
  }
}

/** Whether a rule's advice fits a poll loop, which may be called something else later. */
function fits({ fits: labels }: PollRule, { judged, byUser }: PollLoop): boolean {
  return !labels || byUser || (judged.sureness === 'certain' && labels.includes(judged.label));
}

function beginAll<R extends RuleInfo, W extends RuleObserver>(
  rules: readonly R[],
  begin: (rule: R) => W,
): (RunningRule<W> & { readonly rule: R })[] {
  return rules.map((rule) => ({ rule, guarded: beginGuarded(() => begin(rule)) }));
}

function guardedOf<W extends RuleObserver>({ guarded }: RunningRule<W>): GuardedObserver<W> {
  return guarded;
}
