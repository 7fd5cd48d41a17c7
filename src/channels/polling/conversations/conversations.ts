import type { RequestRecord } from '../../../tape/index.ts';
import type { ClientCall } from '../clients/client.ts';
import { CLIENTS } from '../clients/clients.ts';
import { setBounded } from '../clients/memory.ts';
import { ClientRecogniser, type Recognised } from '../clients/recogniser.ts';
import type { Exchange } from '../exchange.ts';
import { endpointOf } from '../strands/question.ts';
import { Conversation } from './conversation.ts';
import { type Call, EarlyCalls } from './early-calls.ts';

/** A request that belongs to a conversation from now on. */
export interface Joined {
  readonly conversation: Conversation;
  readonly exchange: Exchange;
}

/** A call by an EventSource. */
interface StreamCall {
  readonly request: RequestRecord;
  readonly call: ClientCall;
}

export interface ConversationsNeeds {
  /** An event stream is of a conversation, whose first stream it may be. */
  readonly onStream: (request: RequestRecord, conversation: Conversation) => void;
  /** Whether a conversation of this key went on when the log was cleared. */
  readonly isRemembered: (key: string) => boolean;
}

/** Requests whose response may tell something. More than any page has under way. */
const MAX_ASKED = 500;
/** Bytes of a response in which a session is named. */
const MAX_READ = 65_536;

/** Ids of clients whose handshake chooses the transport. */
const NEGOTIATING = new Set(CLIENTS.flatMap(({ id, negotiates }) => (negotiates ? id : [])));

const decoder = new TextDecoder();

/** Joins the requests of known clients to conversations. The rules are in its README. */
export class Conversations {
  readonly #needs: ConversationsNeeds;
  readonly #recogniser: ClientRecogniser;
  readonly #byKey = new Map<string, Conversation[]>();
  readonly #of = new Map<string, Conversation>();
  readonly #early = new EarlyCalls();
  /** Exchanges whose response may tell something, and possible calls. */
  readonly #asked = new Map<string, Exchange>();

  /** Event streams that a response or a later request may show to be a client's. */
  readonly #streams = new Map<string, RequestRecord>();

  constructor(needs: ConversationsNeeds) {
    this.#needs = needs;
    this.#recogniser = new ClientRecogniser(CLIENTS, (context, client, base) =>
      needs.isRemembered(keyOf(context, { client, base, apart: '' })),
    );
  }

  /** The conversation that an exchange is of; undefined where it is of none. */
  of(exchange: string): Conversation | undefined {
    return this.#of.get(exchange);
  }

  *all(): Generator<Conversation> {
    for (const conversations of this.#byKey.values()) yield* conversations;
  }

  /** Reads a request. @returns what belongs to a conversation now, in order of time: it, and earlier ones that it explains. */
  begin(exchange: Exchange): readonly Joined[] {
    const found = this.#recogniser.read(exchange.request);
    if (this.#recogniser.wants(exchange.id)) setBounded(this.#asked, exchange.id, exchange, MAX_ASKED);
    return this.#take(found, exchange);
  }

  /** An EventSource asks. @returns exchanges that belong to a conversation now, as of {@link begin}. */
  beginStream(request: RequestRecord): readonly Joined[] {
    const found = this.#recogniser.read(request);
    if (found.length > 0 || this.#recogniser.wants(request.on))
      setBounded(this.#streams, request.on, request, MAX_ASKED);
    return this.#take(found);
  }

  /** Whether the begin of an event stream could tell whose it is. */
  wantsStream(connection: string): boolean {
    return this.#streams.size > 0 && this.#streams.has(connection) && this.#recogniser.wants(connection);
  }

  /** The begin of an event stream came. @returns as of {@link beginStream}. */
  streamAnswered(connection: string, text: string): readonly Joined[] {
    return this.#take(this.#recogniser.readAnswer(connection, text));
  }

  /** A request is over. @returns as of {@link begin}. */
  ended(exchange: Exchange): readonly Joined[] {
    const { id, tape } = exchange;
    if (!this.#recogniser.wants(id)) return this.#failed(exchange);
    const body = tape.bytes.peek(0, Math.min(tape.bytes.length, MAX_READ));
    const found = body ? this.#recogniser.readAnswer(id, decoder.decode(body)) : [];
    const joined = this.#take(found, exchange);
    return joined.length > 0 ? joined : this.#failed(exchange);
  }

  /**
   * An answer has come, or is over, perhaps reported late. @returns its conversation and another one that, as is known now, continues it;
   * null where none does.
   */
  continuation(exchange: Exchange): { readonly of: Conversation; readonly by: Conversation } | null {
    const of = this.#of.get(exchange.id);
    const by = of && this.#byKey.get(of.key)?.find((other) => other !== of && of.isContinuedBy(other));
    return by ? { of, by } : null;
  }

  /** Makes one of two. @returns what belongs to the first from now on. */
  unite(of: Conversation, by: Conversation): readonly Joined[] {
    this.remove(by);
    of.continueWith(by);
    for (const { id } of by.exchanges) this.#of.set(id, of);
    return by.exchanges.map((exchange) => ({ conversation: of, exchange }));
  }

  /** It turned out to be something else. */
  drop(exchange: Exchange): void {
    this.#of.get(exchange.id)?.drop(exchange);
    this.#of.delete(exchange.id);
    this.#asked.delete(exchange.id);
    this.#early.drop(exchange);
  }

  /** It is none any more. Its requests are in no other. */
  remove({ key, exchanges }: Conversation): void {
    const others = (this.#byKey.get(key) ?? []).filter((each) => each.exchanges !== exchanges);
    if (others.length > 0) this.#byKey.set(key, others);
    else this.#byKey.delete(key);
    for (const { id } of exchanges) this.#of.delete(id);
  }

  #take(found: readonly Recognised[], latest?: Exchange): readonly Joined[] {
    const calls: Call[] = [];
    const streams: StreamCall[] = [];
    for (const { on, call } of found) {
      const request = this.#streams.get(on);
      const exchange = on === latest?.id ? latest : this.#asked.get(on);
      if (request) streams.push({ request, call });
      else if (exchange) calls.push({ exchange, call });
      if (this.#recogniser.wants(on)) continue;
      this.#asked.delete(on);
      this.#streams.delete(on);
    }
    calls.sort((a, b) => a.exchange.request.at - b.exchange.request.at);
    // What is sent beside an event stream is of its conversation.
    return [
      ...streams.flatMap((each) => this.#placeStream(each)),
      ...calls.flatMap((each) => this.#place(each)),
    ];
  }

  #placeStream({ request, call }: StreamCall): readonly Joined[] {
    const { session } = call;
    if (call.role !== 'receive' || session === null) return [];
    const key = keyOf(request.context.id, call);
    const others = this.#byKey.get(key) ?? [];
    const known = others.find((each) => each.stream !== null && !each.isClosed && each.has(session));
    const conversation =
      known ?? new Conversation(key, endpointOf(request) ?? '', call, request.at, request.on);
    if (!known) {
      conversation.name(session);
      this.#byKey.set(key, [...others, conversation]);
    }
    this.#needs.onStream(request, conversation);
    const early = this.#early
      .take(key, session)
      .filter((each) => each.call.session === session || each.exchange.request.at <= request.at);
    return this.#addTo(conversation, early);
  }

  #place(placed: Call): readonly Joined[] {
    const { exchange, call } = placed;
    const { session } = call;
    const known = this.#of.get(exchange.id);
    if (known) {
      // Its response named its session.
      if (session !== null) known.name(session);
      return [];
    }
    const key = keyOf(exchange.request.context.id, call);
    const to = this.#conversationFor(key, call, exchange.request.at);
    if (!to && !showsConversation(call)) {
      this.#early.keep(key, placed);
      return [];
    }
    // What is read again comes after calls that it does not explain.
    const early = this.#early
      .take(key, session)
      .filter((each) => each.exchange.request.at <= exchange.request.at);
    return this.#add(to, key, [...early, placed]);
  }

  /** The conversation that a call continues; null where it continues none. */
  #conversationFor(key: string, { role, session }: ClientCall, at: number): Conversation | null {
    const all = (this.#byKey.get(key) ?? []).filter(({ isClosed }) => !isClosed);
    const named =
      session === null
        ? undefined
        : (all.find((each) => each.has(session)) ?? all.find((each) => each.lacksName));
    return (
      named ?? all.findLast((each) => (role === 'info' && each.lacksInfo(at)) || each.isFree(at)) ?? null
    );
  }

  /** Handshakes that fail, one after another, are a conversation that does not come about. */
  #failed(exchange: Exchange): readonly Joined[] {
    const failing = this.#early.takeFailing(exchange);
    return failing ? this.#add(null, failing.key, failing.calls) : [];
  }

  /** @param to null for a new one. @param calls in order of time. */
  #add(to: Conversation | null, key: string, calls: readonly Call[]): readonly Joined[] {
    const showing = calls.at(-1);
    if (!showing) return [];
    const { request } = showing.exchange;
    const conversation = to ?? new Conversation(key, endpointOf(request) ?? '', showing.call, request.at);
    if (!to) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), conversation]);
    return this.#addTo(conversation, calls);
  }

  /** @param calls in order of time. */
  #addTo(conversation: Conversation, calls: readonly Call[]): readonly Joined[] {
    return calls.flatMap(({ exchange, call }) => {
      // What came before others of the conversation is left where it is: a row's requests have their order.
      const last = conversation.exchanges.at(-1);
      if (last && last.request.at > exchange.request.at && conversation.stream === null) return [];
      conversation.add(exchange, call);
      this.#of.set(exchange.id, conversation);
      return [{ conversation, exchange }];
    });
  }
}

function keyOf(
  context: string,
  { client, base, apart }: Pick<ClientCall, 'client' | 'base' | 'apart'>,
): string {
  return `${context} ${client} ${base} ${apart}`;
}

/** Whether a call shows that its client receives over HTTP: what else it asks it asks over other transports too. */
function showsConversation({ client, role }: ClientCall): boolean {
  return role === 'receive' || (role === 'handshake' && !NEGOTIATING.has(client));
}
