import type {
  EventStream,
  EventStreamChain,
  Holder,
  PiecesChannel,
  PollLoop,
  RequestsLabel,
  WebSocketChain,
  WebSocketMember,
} from '../channels/index.ts';
import type { ListenersRecord } from '../tape/index.ts';
import type { Alike } from './alike.ts';
import type { Severity } from './finding.ts';
import type {
  ChainNeed,
  Need,
  Needs,
  PiecesNeed,
  PollNeed,
  SocketChainNeed,
  SocketNeed,
  StreamNeed,
} from './needs/need.ts';
import type {
  ChainRuleObserver,
  PiecesRuleObserver,
  PollRuleObserver,
  StreamRuleObserver,
  WebSocketChainRuleObserver,
  WebSocketRuleObserver,
} from './observer.ts';

/** What a rule may look at besides what it watches. */
export interface RuleContext {
  /** Requests of this tape to the host that left and are not over: event streams in the order of their requests, then others. */
  readonly holders: (host: string) => readonly Holder[];
  /** Whether a request for an event stream by POST to this address was answered without an error. */
  readonly answersPost: (url: string) => boolean;
  /** All poll loops of this tape. */
  readonly loops: () => Iterable<PollLoop>;
  /** All WebSockets of this tape. */
  readonly webSockets: () => Iterable<WebSocketMember>;
  readonly listeners: (url: string) => ListenersRecord | null;
  /** The event streams that one client requested alike. */
  readonly alike: (stream: EventStream) => Alike;
  /** Milliseconds since 1970 at a tape time; NaN where the tape has no clock. */
  readonly wall: (at: number) => number;
  /** Milliseconds of silence that the user calls quiet. */
  readonly quietLimit: () => number;
  /**
   * From when on silence from `from` to `to` (tape time, milliseconds) means something; `from` where all of it does. It means
   * nothing while the machine slept, while capture was off or had a gap, and while the page was in the back/forward cache.
   * What concerns single connections counts for the stream or socket that is watched; of a chain or a poll loop only what
   * holds for the whole tape.
   */
  readonly calmSince: (from: number, to: number) => number;
  /** Whether some of that time means nothing. */
  readonly disturbed: (from: number, to: number) => boolean;
}

/** What every rule has, whatever it looks at. */
export interface RuleInfo {
  /** kebab-case; the id of its section in docs/findings.md. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters. */
  readonly why: string;
  /** What to do on the server, the proxy or the client. */
  readonly fix: string;
  /** Section of a standard, RFC or vendor documentation. */
  readonly source: string;
  /** Ids of rules of its kind that see less of the same thing: where it reports, what they report is not shown. */
  readonly outranks?: readonly string[];
  /**
   * What must be known so that its silence means something, the first first. Where one is missing the rule does not count as one that
   * looked, and the first that is missing is told.
   */
  readonly needs: Needs<Need>;
}

/** Looks at one connection of an event stream alone. */
export interface StreamRule extends RuleInfo {
  readonly of: 'stream';
  /** Where one of them is missing on a connection, nothing that it reports there is shown. */
  readonly needs: Needs<StreamNeed>;
  /** It reports that a connection opened no stream. Once a later connection of the source has, that is less grave. */
  readonly isRefusal?: true;
  begin(stream: EventStream, context: RuleContext): StreamRuleObserver;
}

/** Looks at all connections of one event stream, each a reconnect of the one before. */
export interface ChainRule extends RuleInfo {
  readonly of: 'chain';
  readonly needs: Needs<ChainNeed>;
  begin(chain: EventStreamChain, context: RuleContext): ChainRuleObserver;
}

/** Looks at a poll loop. */
export interface PollRule extends RuleInfo {
  readonly of: 'poll';
  readonly needs: Needs<PollNeed>;
  /**
   * What its advice fits. It is given only where the requests certainly are that, or the user said that they are polls. Absent where it
   * fits all that repeats.
   */
  readonly fits?: readonly RequestsLabel[];
  begin(loop: PollLoop, context: RuleContext): PollRuleObserver;
}

/** Looks at one WebSocket alone. */
export interface WebSocketRule extends RuleInfo {
  readonly of: 'socket';
  readonly needs: Needs<SocketNeed>;
  begin(socket: WebSocketMember, context: RuleContext): WebSocketRuleObserver;
}

/** Looks at all WebSockets of one source, each opened again when the one before was over. */
export interface WebSocketChainRule extends RuleInfo {
  readonly of: 'socket-chain';
  readonly needs: Needs<SocketChainNeed>;
  begin(chain: WebSocketChain, context: RuleContext): WebSocketChainRuleObserver;
}

/** Looks at a response that is read in pieces. */
export interface PiecesRule extends RuleInfo {
  readonly of: 'pieces';
  readonly needs: Needs<PiecesNeed>;
  begin(pieces: PiecesChannel, context: RuleContext): PiecesRuleObserver;
}

export type Rule = StreamRule | ChainRule | PollRule | WebSocketRule | WebSocketChainRule | PiecesRule;

/** The rules of some that look at one kind of thing. */
export function rulesOf<K extends Rule['of']>(rules: readonly Rule[], of: K): Extract<Rule, { of: K }>[] {
  return rules.filter((rule): rule is Extract<Rule, { of: K }> => rule.of === of);
}
