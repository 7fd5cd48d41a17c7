import type { RequestRecord } from '../../tape/index.ts';
import type { EndpointChoice } from '../model/polls.ts';
import { endpointOf } from './strands/question.ts';

/**
 * The user's choices for endpoints, over the rule. A choice of this session outlives a tape; a choice on a tape
 * goes before it ({@link forTape}).
 */
export class EndpointChoices {
  readonly #fallback: EndpointChoices | null;
  #choices = new Map<string, EndpointChoice>();
  /** Client and endpoint of loops that ran when the log was cleared. */
  #remembered: ReadonlySet<string> = new Set();

  /** @param below used where there is no choice here. */
  constructor(below: EndpointChoices | null = null) {
    this.#fallback = below;
  }

  /** A tape's choices, over those here. */
  forTape(): EndpointChoices {
    return new EndpointChoices(this);
  }

  of(endpoint: string): EndpointChoice | null {
    return this.#choices.get(endpoint) ?? this.#fallback?.of(endpoint) ?? null;
  }

  /** The endpoint of a request whose responses the user wants shown as streams; null where he does not. */
  streamOf(request: RequestRecord): string | null {
    // Asked at each request: its address is taken apart only where there is such a choice at all.
    if (!this.hasStreams) return null;
    const endpoint = endpointOf(request);
    return endpoint !== null && this.of(endpoint) === 'stream' ? endpoint : null;
  }

  /** Whether there is any endpoint whose responses are shown as streams. */
  get hasStreams(): boolean {
    for (const choice of this.#choices.values()) if (choice === 'stream') return true;
    return this.#fallback?.hasStreams ?? false;
  }

  /** The choices, by endpoint. */
  all(): ReadonlyMap<string, EndpointChoice> {
    return this.#choices;
  }

  /** These continue when a new tape begins: their next request is one of a loop, though the tape does not show it. */
  remember(keys: Iterable<string>): void {
    this.#remembered = new Set(keys);
  }

  isRemembered(key: string): boolean {
    return this.#remembered.has(key) || (this.#fallback?.isRemembered(key) ?? false);
  }

  /** @param intent null takes it back. */
  set(endpoint: string, intent: EndpointChoice | null): void {
    if (intent === null) this.#choices.delete(endpoint);
    else this.#choices.set(endpoint, intent);
  }
}
