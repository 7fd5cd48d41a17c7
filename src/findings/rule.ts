import type { Chain, EventStream, PollLoop, WebSocketChannel } from '../channels/index.ts';
import type { ListenersRecord } from '../tape/index.ts';
import type { Severity } from './finding.ts';
import type {
  ChainRuleObserver,
  PollRuleObserver,
  StreamRuleObserver,
  WebSocketRuleObserver,
} from './observer.ts';

/** What a rule may look at besides what it watches. */
export interface RuleContext {
  /** Event streams of this tape that hold an HTTP/1.1 connection to the host, in the order they were asked for. */
  readonly tcpHolders: (host: string) => readonly EventStream[];
  /** All poll loops of this tape. */
  readonly loops: () => Iterable<PollLoop>;
  readonly listeners: (url: string) => ListenersRecord | null;
  /** Milliseconds of silence that the user calls quiet. */
  readonly quietLimit: () => number;
  /**
   * Whether silence from `from` to `to` (tape time, milliseconds) means nothing: the machine slept, capture was off or
   * has a gap, or the page was in the back/forward cache. What concerns single connections counts for the stream or
   * socket that is watched; of a chain or a poll loop only what holds for the whole tape.
   */
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
}

/** Looks at one connection of an event stream alone. */
export interface StreamRule extends RuleInfo {
  readonly of: 'stream';
  begin(stream: EventStream, context: RuleContext): StreamRuleObserver;
}

/** Looks at all connections of one source, each a reconnect of the one before. */
export interface ChainRule extends RuleInfo {
  readonly of: 'chain';
  begin(chain: Chain, context: RuleContext): ChainRuleObserver;
}

/** Looks at a poll loop. */
export interface PollRule extends RuleInfo {
  readonly of: 'poll';
  begin(loop: PollLoop, context: RuleContext): PollRuleObserver;
}

/** Looks at a WebSocket. */
export interface WebSocketRule extends RuleInfo {
  readonly of: 'socket';
  begin(socket: WebSocketChannel, context: RuleContext): WebSocketRuleObserver;
}

export type Rule = StreamRule | ChainRule | PollRule | WebSocketRule;

/** The rules of some that look at one kind of thing. */
export function rulesOf<K extends Rule['of']>(rules: readonly Rule[], of: K): Extract<Rule, { of: K }>[] {
  return rules.filter((rule): rule is Extract<Rule, { of: K }> => rule.of === of);
}
