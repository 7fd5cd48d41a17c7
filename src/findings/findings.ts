import { type Channel, type Channels, type EventStream, WebSocketChannel } from '../channels/index.ts';
import type { PlainRecord } from '../tape/index.ts';
import { Disturbances } from './disturbances.ts';
import { bySeverity, type Finding } from './finding.ts';
import { fold } from './fold.ts';
import { type TcpHolders, tcpHoldersOf } from './holders.ts';
import type { Rule, RuleContext } from './rule.ts';
import { RuleRun } from './rule-run.ts';
import { RULES } from './rules/index.ts';

/** Milliseconds between two looks at what only time shows, while nothing comes. */
const TICK = 500;

const NONE: readonly Finding[] = [];

interface CachedFindings {
  readonly findings: readonly Finding[];
  readonly version: number;
  /** Version that had been looked at to the end. */
  readonly seen: number;
  readonly tick: number;
  readonly limit: number;
}

interface ConnectionRun {
  readonly run: RuleRun;
  /** Version that was looked at. */
  seen: number;
  /** Of one that is over: what there was to say of it at the latest tick. */
  last: { readonly findings: readonly Finding[]; readonly tick: number; readonly limit: number } | null;
}

/** What is wrong on the channels of one tape. {@link update} looks at what is new, in slices; nothing is looked at twice. */
export class Findings {
  readonly #channels: Channels;
  readonly #rules: readonly Rule[];
  readonly #quietLimit: () => number;
  readonly #disturbances: Disturbances;
  readonly #connections = new Map<EventStream, ConnectionRun>();
  /** A chain that was split or joined is another object, and so are its watchers. */
  readonly #channelRuns = new WeakMap<Channel, { readonly watched: RuleRun | null }>();
  /** Version of the channels that was looked at to the end. */
  #seen = -1;
  readonly #cache = new Map<string, CachedFindings>();
  #held: { readonly version: number; readonly holders: TcpHolders } | null = null;

  /** @param quietLimit milliseconds of silence that the user calls quiet. */
  constructor(channels: Channels, quietLimit: () => number, rules: readonly Rule[] = RULES) {
    this.#channels = channels;
    this.#quietLimit = quietLimit;
    this.#rules = rules;
    this.#disturbances = new Disturbances(channels.tape);
  }

  /** Looks at what is new until `until` says stop. @returns whether there is more. */
  update(until: () => boolean): boolean {
    const { version } = this.#channels;
    if (this.#seen === version) return false;
    if (this.#updateConnections(until) || this.#updateChannels(until)) return true;
    this.#seen = version;
    return false;
  }

  /**
   * What there is to say of a channel at tape time `now` (milliseconds), the gravest first. The same array until
   * something changed.
   */
  of(channel: string, now: number): readonly Finding[] {
    const { version } = this.#channels;
    const kept = this.#cache.get(channel);
    const tick = Math.floor(now / TICK);
    const limit = this.#quietLimit();
    // In a tape that stands still, imported or played, nothing but the look itself makes what there is to say another.
    const isSaid = kept?.version === version && kept.seen === this.#seen;
    if (kept && isSaid && kept.tick === tick && kept.limit === limit) return kept.findings;
    const found = this.#find(channel, now);
    const findings = kept && isSame(kept.findings, found) ? kept.findings : found.length > 0 ? found : NONE;
    this.#cache.set(channel, { findings, version, seen: this.#seen, tick, limit });
    return findings;
  }

  /** How many rules look at a channel. */
  rulesFor(id: string): number {
    const channel = this.#channels.channel(id);
    const [stream] = this.#channels.streamsOf(id);
    const ofEach = stream ? this.#connectionRun(stream).run.rules : 0;
    return ofEach + ((channel && this.#channelRun(channel)?.rules) ?? 0);
  }

  #find(id: string, now: number): Finding[] {
    const connections = this.#channels.streamsOf(id).map((stream) => this.#ofConnection(stream, now));
    const channel = this.#channels.channel(id);
    const whole = (channel && this.#channelRun(channel)?.findings(now)) ?? [];
    return [...fold(connections), ...whole].sort(bySeverity);
  }

  /** A source may have had thousands of connections, and one runs: the others are asked once a tick. */
  #ofConnection(stream: EventStream, now: number): readonly Finding[] {
    const entry = this.#connectionRun(stream);
    const tick = Math.floor(now / TICK);
    const limit = this.#quietLimit();
    if (entry.last?.tick === tick && entry.last.limit === limit) return entry.last.findings;
    const findings = entry.run.findings(now);
    // While a tape is still being read, what is known of listeners and gaps may change without the clock.
    const isDone = stream.facts.end !== null && this.#seen === this.#channels.version;
    entry.last = isDone ? { findings, tick, limit } : null;
    return findings;
  }

  #updateConnections(until: () => boolean): boolean {
    for (const stream of this.#channels.streams()) {
      const entry = this.#connectionRun(stream);
      if (entry.seen === stream.version) continue;
      const { version } = stream;
      if (entry.run.work(until)) return true;
      entry.seen = version;
      if (until()) return true;
    }
    return false;
  }

  #updateChannels(until: () => boolean): boolean {
    for (const channel of this.#channels.all()) {
      const isNew = !this.#channelRuns.has(channel);
      if (this.#channelRun(channel)?.work(until)) return true;
      // Where nothing is new it costs next to nothing to see that.
      if (isNew && until()) return true;
    }
    return false;
  }

  /** Asked for by every stream at every look, so it is found once a version. */
  #holders(): TcpHolders {
    const { version } = this.#channels;
    if (this.#held?.version !== version) this.#held = { version, holders: tcpHoldersOf(this.#channels) };
    return this.#held.holders;
  }

  #connectionRun(stream: EventStream): ConnectionRun {
    let entry = this.#connections.get(stream);
    if (!entry) {
      const around = this.#context(stream.tape.facts);
      entry = { run: RuleRun.stream(stream, this.#rules, around), seen: -1, last: null };
      this.#connections.set(stream, entry);
    }
    return entry;
  }

  #channelRun(channel: Channel): RuleRun | null {
    let entry = this.#channelRuns.get(channel);
    if (!entry) {
      const around = this.#context(channel instanceof WebSocketChannel ? channel.tape.facts : []);
      entry = { watched: RuleRun.channel(channel, this.#rules, around) };
      this.#channelRuns.set(channel, entry);
    }
    return entry.watched;
  }

  /** @param facts what the tape says of the connection that is watched, where it is a single one. */
  #context(facts: readonly PlainRecord[]): RuleContext {
    return {
      tcpHolders: (host) => this.#holders().get(host) ?? [],
      loops: () => this.#channels.polls.loops(),
      listeners: (url) => this.#channels.listeners(url),
      quietLimit: this.#quietLimit,
      disturbed: (from, to) => this.#disturbances.isDisturbed(facts, from, to),
    };
  }
}

/** Whether two lists look the same to the user. */
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
