import type { Channels, StreamChannel } from '../channels/index.ts';
import { ConnectionFindings } from './connection.ts';
import { Disturbances } from './disturbances.ts';
import type { Finding } from './finding.ts';
import { fold } from './fold.ts';
import { type Holders, holdersOf } from './holders.ts';
import type { Around, Rule } from './rule.ts';
import { RULES } from './rules/index.ts';

/** Milliseconds between two looks at what only time tells, while nothing comes. */
const TICK = 500;

const NONE: readonly Finding[] = [];

interface Kept {
  readonly findings: readonly Finding[];
  readonly version: number;
  readonly tick: number;
  readonly limit: number;
}

/** What is wrong on the channels of one tape. {@link update} looks at what is new, in slices; nothing is looked at twice. */
export class Findings {
  readonly #channels: Channels;
  readonly #rules: readonly Rule[];
  readonly #quietLimit: () => number;
  readonly #disturbances: Disturbances;
  readonly #connections = new Map<StreamChannel, { seen: number; readonly found: ConnectionFindings }>();
  readonly #kept = new Map<string, Kept>();
  #held: { readonly version: number; readonly holders: Holders } | null = null;

  /** @param quietLimit milliseconds of silence that the user calls quiet. */
  constructor(channels: Channels, quietLimit: () => number, rules: readonly Rule[] = RULES) {
    this.#channels = channels;
    this.#quietLimit = quietLimit;
    this.#rules = rules;
    this.#disturbances = new Disturbances(channels.tape);
  }

  /** Looks at what is new until `until` says stop. @returns whether there is more. */
  update(until: () => boolean): boolean {
    for (const stream of this.#channels.streams()) {
      const entry = this.#of(stream);
      if (entry.seen === stream.version) continue;
      const { version } = stream;
      if (entry.found.work(until)) return true;
      entry.seen = version;
      if (until()) return true;
    }
    return false;
  }

  /**
   * What there is to say of a channel at tape time `now` (milliseconds), the gravest first. The same array until
   * something changed.
   */
  of(channel: string, now: number): readonly Finding[] {
    const { version } = this.#channels;
    const kept = this.#kept.get(channel);
    const tick = Math.floor(now / TICK);
    const limit = this.#quietLimit();
    if (kept && kept.version === version && kept.tick === tick && kept.limit === limit) return kept.findings;
    const found = fold(this.#connectionsOf(channel).map((stream) => this.#of(stream).found.findings(now)));
    const findings = kept && isSame(kept.findings, found) ? kept.findings : found.length > 0 ? found : NONE;
    this.#kept.set(channel, { findings, version, tick, limit });
    return findings;
  }

  #connectionsOf(channel: string): readonly StreamChannel[] {
    return this.#channels.streamsOf(channel);
  }

  /** Asked for by every stream at every look, so it is found once a version. */
  #holders(): Holders {
    const { version } = this.#channels;
    if (this.#held?.version !== version) this.#held = { version, holders: holdersOf(this.#channels) };
    return this.#held.holders;
  }

  #of(stream: StreamChannel): { seen: number; readonly found: ConnectionFindings } {
    let entry = this.#connections.get(stream);
    if (!entry) {
      entry = { seen: -1, found: new ConnectionFindings(stream, this.#rules, this.#around(stream)) };
      this.#connections.set(stream, entry);
    }
    return entry;
  }

  #around(stream: StreamChannel): Around {
    return {
      holding: (host) => this.#holders().get(host) ?? [],
      listeners: (url) => this.#channels.listeners(url),
      quietLimit: this.#quietLimit,
      disturbed: (from, to) => this.#disturbances.touch(stream, from, to),
    };
  }
}

/** Whether two lists say the same, as far as anybody could see. */
function isSame(a: readonly Finding[], b: readonly Finding[]): boolean {
  return (
    a.length === b.length &&
    a.every((finding, index) => {
      const other = b[index];
      return (
        finding.rule === other?.rule &&
        finding.statement === other.statement &&
        finding.severity === other.severity &&
        finding.count === other.count &&
        finding.at === other.at &&
        finding.ongoing === other.ongoing &&
        finding.evidence.length === other.evidence.length
      );
    })
  );
}
