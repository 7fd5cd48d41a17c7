import type { StreamChannel } from '../channels/index.ts';
import { bySeverity, type Finding } from './finding.ts';
import type { Around, Rule } from './rule.ts';
import { type Guarded, guard, StreamWalk } from './walk.ts';

/** All rules at work on one connection. */
export class ConnectionFindings {
  readonly #stream: StreamChannel;
  readonly #watched: { readonly rule: Rule; readonly guarded: Guarded }[];
  readonly #walk: StreamWalk;

  constructor(stream: StreamChannel, rules: readonly Rule[], around: Around) {
    this.#stream = stream;
    this.#watched = rules.map((rule) => ({ rule, guarded: begin(rule, stream, around) }));
    this.#walk = new StreamWalk(
      stream,
      this.#watched.map(({ guarded }) => guarded),
    );
  }

  /** Looks at what is new, until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    return this.#walk.work(until);
  }

  /** What there is to say at tape time `now`, the gravest first. */
  findings(now: number): Finding[] {
    const found: Finding[] = [];
    for (const { rule, guarded } of this.#watched) {
      const report = guard(guarded, (watcher) => watcher.report(now));
      if (guarded.failed !== null) found.push(this.#failure(rule, guarded.failed, now));
      else if (report) {
        const { id, title, severity, why, fix, source } = rule;
        found.push({ rule: id, title, severity, why, fix, source, ongoing: false, ...report });
      }
    }
    return found.sort(bySeverity);
  }

  #failure(rule: Rule, error: string, now: number): Finding {
    return {
      rule: rule.id,
      title: `The rule “${rule.id}” failed`,
      severity: 'note',
      statement: `The rule “${rule.id}” (${rule.title}) could not look at this connection: ${error}`,
      count: 1,
      evidence: [],
      since: now,
      at: now,
      ongoing: false,
      why: 'Whether what it looks for is there is not known; the other rules went on.',
      fix: `This is a fault of Streamscope: export the tape of ${this.#stream.id} and report it.`,
      source: 'Streamscope',
    };
  }
}

function begin(rule: Rule, stream: StreamChannel, around: Around): Guarded {
  try {
    return { watcher: rule.begin(stream, around), failed: null };
  } catch (error) {
    return {
      watcher: { report: () => null },
      failed: error instanceof Error ? error.message : String(error),
    };
  }
}
