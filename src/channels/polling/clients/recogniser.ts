/** Whose each request is, with what the same document or worker asked before. */
import type { RequestRecord } from '../../../tape/index.ts';
import { type AskedRequest, askedOf } from './asked.ts';
import type { ClientCall, KnownClient } from './client.ts';
import { CLIENTS } from './clients.ts';
import { type IsRemembered, Memory, setBounded } from './memory.ts';

/** What became known: the call that a request is. */
export interface Recognised {
  readonly on: string;
  readonly call: ClientCall;
}

interface Waiting extends Recognised {
  readonly client: KnownClient;
  readonly context: string;
}

/** Calls of either kind that are kept. More than any page has under way. */
const MAX_WAITING = 500;

/** Reads requests and the beginnings of responses, in the order of the tape. Bounded, whatever comes. */
export class ClientRecogniser {
  readonly #clients: readonly KnownClient[];
  readonly #memory: Memory;
  /** Certain calls that name no session: their response may. */
  readonly #unnamed = new Map<string, Waiting>();
  /** Calls that their response, or a certain one on their base, can still show to be a client's. */
  readonly #possible = new Map<string, Waiting>();

  constructor(clients: readonly KnownClient[] = CLIENTS, isRemembered: IsRemembered = () => false) {
    this.#clients = clients;
    this.#memory = new Memory(isRemembered);
  }

  /** Reads a request. What is known by it: its own call, and those of earlier requests that were possible until now. */
  read(request: RequestRecord): readonly Recognised[] {
    const asked = askedOf(request);
    if (!asked) return [];
    const { on } = request;
    const context = request.context.id;
    for (const client of this.#clients) {
      const call = client.callOf(asked, this.#memory.before(context, client.id));
      if (!call) continue;
      if (client.answerOf && call.session === null)
        setBounded(this.#unnamed, on, { on, call, client, context }, MAX_WAITING);
      return [{ on, call }, ...this.#know(context, call)];
    }
    this.#keepPossible(on, context, asked);
    return [];
  }

  /** Whether the response to this request could tell something. */
  wants(on: string): boolean {
    return this.#unnamed.has(on) || this.#possible.has(on);
  }

  /**
   * Reads a response. What is known by it: the call again, with the session that the response names, and calls that were
   * possible until now.
   * @param body its text as far as it came. It may be read again when there is more of it.
   */
  readAnswer(on: string, body: string): readonly Recognised[] {
    const waiting = this.#unnamed.get(on) ?? this.#possible.get(on);
    const answer = waiting?.client.answerOf?.(waiting.call, body);
    if (!waiting || !answer) return [];
    this.#unnamed.delete(on);
    this.#possible.delete(on);
    const call = { ...waiting.call, session: waiting.call.session ?? answer.session };
    return [{ on, call }, ...this.#know(waiting.context, call)];
  }

  /** A call is certain, and so are those on its base that were possible. */
  #know(context: string, call: ClientCall): Recognised[] {
    if (!this.#memory.add(context, call)) return [];
    const promoted = [...this.#possible.values()].filter(
      (each) => each.context === context && each.call.client === call.client && each.call.base === call.base,
    );
    for (const each of promoted) {
      this.#possible.delete(each.on);
      this.#memory.add(context, each.call);
      // Its response may still be on its way.
      if (each.call.session === null) setBounded(this.#unnamed, each.on, each, MAX_WAITING);
    }
    return promoted.map(({ on, call: own }) => ({ on, call: own }));
  }

  #keepPossible(on: string, context: string, asked: AskedRequest): void {
    for (const client of this.#clients) {
      const call = client.possibleCallOf?.(asked);
      if (!call) continue;
      setBounded(this.#possible, on, { on, call, client, context }, MAX_WAITING);
      return;
    }
  }
}
