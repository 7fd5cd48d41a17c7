import {
  type Channel,
  type Channels,
  type Environment,
  EventStream,
  hasOpened,
  isEventStreamChain,
  isWebSocketChain,
  PiecesChannel,
  PollLoop,
  type WebSocketMember,
} from '../channels/index.ts';
import type { PlainRecord } from '../tape/index.ts';
import { AlikeStreams } from './alike.ts';
import { type Coverage, coverageOf, type Lookers, withoutLook } from './coverage.ts';
import { Disturbances } from './disturbances.ts';
import { bySeverity, type Finding } from './finding.ts';
import { fold } from './fold.ts';
import { chainKnowledge } from './needs/chain.ts';
import { KnownConnections } from './needs/connections.ts';
import { hasNeeds } from './needs/knowledge.ts';
import { piecesKnowledge } from './needs/pieces.ts';
import { pollKnowledge } from './needs/poll.ts';
import { listenersKnown } from './needs/stream.ts';
import { webSocketChainKnowledge } from './needs/websocket.ts';
import { type Rule, type RuleContext, rulesOf } from './rule.ts';
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

/** One connection that rules look at alone. */
type Connection = EventStream | WebSocketMember;

interface ConnectionRun {
  readonly run: RuleRun;
  /** Version that was looked at. */
  seen: number;
  /** What a rule reported at the latest tick of a connection that is over. */
  last: { readonly findings: readonly Finding[]; readonly tick: number; readonly limit: number } | null;
}

/** What is wrong on the channels of one tape. {@link update} looks at what is new, in slices; nothing is looked at twice. */
export class Findings {
  readonly #channels: Channels;
  readonly #rules: readonly Rule[];
  readonly #quietLimit: () => number;
  /** Ids of the rules that report that a connection opened no stream. */
  readonly #refusals: ReadonlySet<string>;
  readonly #disturbances: Disturbances;
  readonly #alike: AlikeStreams;
  readonly #connections = new Map<Connection, ConnectionRun>();
  /** A chain that was split or joined is another object, and so are its watchers. */
  readonly #channelRuns = new WeakMap<Channel, { readonly watched: RuleRun | null }>();
  /** Version of the channels that was looked at to the end. */
  #seen = -1;
  readonly #cache = new Map<string, CachedFindings>();
  readonly #known = new KnownConnections();
  readonly #coverage = new Map<string, { readonly version: number; readonly coverage: Coverage }>();
  #around: { readonly version: number; readonly environment: Environment } | null = null;

  /** @param quietLimit milliseconds of silence that the user calls quiet. */
  constructor(channels: Channels, quietLimit: () => number, rules: readonly Rule[] = RULES) {
    this.#channels = channels;
    this.#quietLimit = quietLimit;
    this.#rules = rules;
    this.#refusals = new Set(
      rulesOf(rules, 'stream').flatMap(({ id, isRefusal }) => (isRefusal ? [id] : [])),
    );
    this.#disturbances = new Disturbances(channels.tape);
    this.#alike = new AlikeStreams(() => channels.streams());
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
   * The findings of a channel at tape time `now` (milliseconds), the gravest first. The same array until
   * something changed.
   */
  of(channel: string, now: number): readonly Finding[] {
    const { version } = this.#channels;
    const kept = this.#cache.get(channel);
    const tick = Math.floor(now / TICK);
    const limit = this.#quietLimit();
    // In a tape that stands still, imported or played, only the look itself can change the findings.
    const isSaid = kept?.version === version && kept.seen === this.#seen;
    if (kept && isSaid && kept.tick === tick && kept.limit === limit) return kept.findings;
    const found = this.#find(channel, now);
    const findings = kept && isSame(kept.findings, found) ? kept.findings : found.length > 0 ? found : NONE;
    this.#cache.set(channel, { findings, version, seen: this.#seen, tick, limit });
    return findings;
  }

  /** Which rules looked at a channel, and which could not and why. The same object until something changed. */
  coverage(id: string): Coverage {
    const { version } = this.#channels;
    const kept = this.#coverage.get(id);
    if (kept?.version === version) return kept.coverage;
    const lookers = this.#lookers(id);
    const isAnswered = this.#isAnswered(this.#channels.channel(id));
    const coverage = isAnswered ? withoutLook(lookers, 'recording') : coverageOf(lookers);
    this.#coverage.set(id, { version, coverage });
    return coverage;
  }

  #lookers(id: string): readonly Lookers[] {
    const channel = this.#channels.channel(id);
    const rules = this.#rules;
    const connections = this.#known.alike(connectionsOf(channel));
    if (isEventStreamChain(channel)) {
      const listeners = listenersKnown(channel.latest.member.stream, (url) => this.#channels.listeners(url));
      return [
        { rules: rulesOf(rules, 'stream'), whole: { listeners }, connections },
        { rules: rulesOf(rules, 'chain'), whole: chainKnowledge(channel), connections },
      ];
    }
    if (channel instanceof PollLoop)
      return [{ rules: rulesOf(rules, 'poll'), whole: pollKnowledge(channel), connections: [] }];
    if (isWebSocketChain(channel))
      return [
        { rules: rulesOf(rules, 'socket'), whole: {}, connections },
        { rules: rulesOf(rules, 'socket-chain'), whole: webSocketChainKnowledge(channel), connections },
      ];
    if (channel instanceof PiecesChannel)
      return [{ rules: rulesOf(rules, 'pieces'), whole: piecesKnowledge(channel), connections: [] }];
    return [];
  }

  /** A recording answered it: what is wrong there is none of the server's faults. */
  #isAnswered(channel: Channel | undefined): boolean {
    return channel !== undefined && channel.answeredBy !== null;
  }

  #find(id: string, now: number): Finding[] {
    if (this.#isAnswered(this.#channels.channel(id))) return [];
    const latest = this.#channels.streamsOf(id).at(-1);
    const isOpenNow = latest !== undefined && hasOpened(latest.facts);
    const channel = this.#channels.channel(id);
    const connections = connectionsOf(channel).map((connection) => this.#ofConnection(connection, now));
    const whole = (channel && this.#channelRun(channel)?.findings(now)) ?? [];
    return [...fold(connections, (rule) => isOpenNow && this.#refusals.has(rule)), ...whole].sort(bySeverity);
  }

  /** A source may have had thousands of connections, and one runs: the others are read once a tick. */
  #ofConnection(connection: Connection, now: number): readonly Finding[] {
    const entry = this.#connectionRun(connection);
    const tick = Math.floor(now / TICK);
    const limit = this.#quietLimit();
    if (entry.last?.tick === tick && entry.last.limit === limit) return entry.last.findings;
    const findings =
      connection instanceof EventStream
        ? entry.run.findings(now, ({ needs }) => hasNeeds(needs, this.#known.of(connection)))
        : entry.run.findings(now);
    // While a tape is still being read, what is known of listeners and gaps may change without the clock.
    const isDone = connection.facts.end !== null && this.#seen === this.#channels.version;
    entry.last = isDone ? { findings, tick, limit } : null;
    return findings;
  }

  #updateConnections(until: () => boolean): boolean {
    return (
      this.#updateEach(this.#channels.streams(), until) ||
      this.#updateEach(this.#channels.webSockets(), until)
    );
  }

  #updateEach(connections: Iterable<Connection>, until: () => boolean): boolean {
    for (const connection of connections) {
      const entry = this.#connectionRun(connection);
      if (entry.seen === connection.version || connection.facts.answeredBy !== null) continue;
      const { version } = connection;
      if (entry.run.work(until)) return true;
      entry.seen = version;
      if (until()) return true;
    }
    return false;
  }

  #updateChannels(until: () => boolean): boolean {
    for (const channel of this.#channels.all()) {
      if (this.#isAnswered(channel)) continue;
      const isNew = !this.#channelRuns.has(channel);
      if (this.#channelRun(channel)?.work(until)) return true;
      // Where nothing is new it costs next to nothing to see that.
      if (isNew && until()) return true;
    }
    return false;
  }

  /** Every stream reads it at every look, so it is found once a version. */
  #environment(): Environment {
    const { version } = this.#channels;
    if (this.#around?.version !== version)
      this.#around = { version, environment: this.#channels.environment() };
    return this.#around.environment;
  }

  #connectionRun(connection: Connection): ConnectionRun {
    let entry = this.#connections.get(connection);
    if (!entry) {
      const around = this.#context(connection.tape.facts);
      const run =
        connection instanceof EventStream
          ? RuleRun.stream(connection, this.#rules, around)
          : RuleRun.webSocket(connection, this.#rules, around);
      entry = { run, seen: -1, last: null };
      this.#connections.set(connection, entry);
    }
    return entry;
  }

  #channelRun(channel: Channel): RuleRun | null {
    let entry = this.#channelRuns.get(channel);
    if (!entry) {
      const around = this.#context(channel instanceof PiecesChannel ? channel.tape.facts : []);
      entry = { watched: RuleRun.channel(channel, this.#rules, around) };
      this.#channelRuns.set(channel, entry);
    }
    return entry.watched;
  }

  /** @param facts what the tape says of the connection that is watched, where it is a single one. */
  #context(facts: readonly PlainRecord[]): RuleContext {
    const calmSince = (from: number, to: number) => this.#disturbances.calmSince(facts, from, to);
    return {
      holders: (host) => this.#environment().holders(host),
      answersPost: (url) => [...this.#channels.streams()].some(({ facts }) => isAnsweredPost(facts, url)),
      loops: () => ofServers(this.#channels.polls.loops()),
      webSockets: () => this.#channels.webSockets(),
      listeners: (url) => this.#channels.listeners(url),
      alike: (stream) => this.#alike.of(stream, this.#channels.version),
      wall: (at) => this.#channels.tape.wall(at),
      quietLimit: this.#quietLimit,
      calmSince,
      disturbed: (from, to) => calmSince(from, to) > from,
    };
  }
}

function* ofServers(loops: Iterable<PollLoop>): Generator<PollLoop> {
  for (const loop of loops) if (loop.answeredBy === null) yield loop;
}

const isAnsweredPost = ({ request, response, answeredBy }: EventStream['facts'], url: string): boolean =>
  answeredBy === null &&
  request?.method === 'POST' &&
  request.url === url &&
  response !== null &&
  response.status < 400;

/** Those of a channel on which rules look one by one. */
function connectionsOf(channel: Channel | undefined): readonly Connection[] {
  if (isEventStreamChain(channel)) return channel.links.map(({ member }) => member.stream);
  return isWebSocketChain(channel) ? channel.links.map(({ member }) => member) : [];
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
