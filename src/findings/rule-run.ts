import { Chain, type Channel, PollLoop, SocketChannel, type StreamChannel } from '../channels/index.ts';
import { bySeverity, type Finding } from './finding.ts';
import { begun, type Guarded, guard } from './guard.ts';
import type { Watcher } from './observer.ts';
import { type About, type Around, type Rule, rulesOf } from './rule.ts';
import { ChainWalk } from './walks/chain.ts';
import { PollWalk } from './walks/poll.ts';
import { SocketWalk } from './walks/socket.ts';
import { StreamWalk } from './walks/stream.ts';

/** Walks over what is new. */
interface Walk {
  /** Goes on until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean;
}

/** A rule that is at work, on whatever it looks at. */
interface AtWork<W extends Watcher> {
  readonly rule: About;
  readonly guarded: Guarded<W>;
}

/** All rules of one kind at work on one thing: a connection, a chain, a poll loop or a socket. */
export class Watched {
  /** Its id. */
  readonly #of: string;
  readonly #atWork: readonly AtWork<Watcher>[];
  readonly #walk: Walk;

  private constructor(of: string, atWork: readonly AtWork<Watcher>[], walk: Walk) {
    this.#of = of;
    this.#atWork = atWork;
    this.#walk = walk;
  }

  /** Looks at one connection of an event stream. */
  static stream(stream: StreamChannel, rules: readonly Rule[], around: Around): Watched {
    const atWork = put(rulesOf(rules, 'stream'), (rule) => rule.begin(stream, around));
    const hearers = atWork.map(({ guarded }) => ({ guarded, ears: guarded.watcher }));
    return new Watched(stream.id, atWork, new StreamWalk(stream, hearers));
  }

  /** Looks at a channel as a whole. @returns null for a kind that has no rules. */
  static channel(channel: Channel, rules: readonly Rule[], around: Around): Watched | null {
    if (channel instanceof Chain) {
      const atWork = put(rulesOf(rules, 'chain'), (rule) => rule.begin(channel, around));
      return new Watched(channel.id, atWork, new ChainWalk(channel, atWork.map(guardedOf)));
    }
    if (channel instanceof PollLoop) {
      const atWork = put(rulesOf(rules, 'poll'), (rule) => rule.begin(channel, around));
      return new Watched(channel.id, atWork, new PollWalk(channel, atWork.map(guardedOf)));
    }
    if (channel instanceof SocketChannel) {
      const atWork = put(rulesOf(rules, 'socket'), (rule) => rule.begin(channel, around));
      return new Watched(channel.id, atWork, new SocketWalk(channel, atWork.map(guardedOf)));
    }
    return null;
  }

  /** How many rules are at work. */
  get rules(): number {
    return this.#atWork.length;
  }

  /** Looks at what is new, until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    return this.#walk.work(until);
  }

  /** What there is to say at tape time `now`, the gravest first. */
  findings(now: number): Finding[] {
    const found: Finding[] = [];
    for (const { rule, guarded } of this.#atWork) {
      const report = guard(guarded, (watcher) => watcher.report(now));
      if (guarded.failed !== null) found.push(this.#failure(rule, guarded.failed, now));
      else if (report) {
        const { id, title, severity, why, fix, source } = rule;
        found.push({ rule: id, title, severity, why, fix, source, ongoing: false, ...report });
      }
    }
    return found.sort(bySeverity);
  }

  #failure(rule: About, error: string, now: number): Finding {
    return {
      rule: rule.id,
      title: `The rule “${rule.id}” failed`,
      severity: 'note',
      statement: `The rule “${rule.id}” (${rule.title}) could not look at this channel: ${error}`,
      count: 1,
      evidence: [],
      since: now,
      at: now,
      ongoing: false,
      why: 'Whether what it looks for is there is not known; the other rules went on.',
      fix: `This is a fault of Streamscope: export the tape of ${this.#of} and report it.`,
      source: 'Streamscope',
    };
  }
}

function put<R extends About, W extends Watcher>(rules: readonly R[], begin: (rule: R) => W): AtWork<W>[] {
  return rules.map((rule) => ({ rule, guarded: begun(() => begin(rule)) }));
}

function guardedOf<W extends Watcher>({ guarded }: AtWork<W>): Guarded<W> {
  return guarded;
}
