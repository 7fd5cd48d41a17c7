import type {
  ByteCount,
  ConnectionTape,
  EndRecord,
  PlainRecord,
  RedirectRecord,
  RequestRecord,
  ResponseRecord,
  SentRecord,
} from '../../tape/index.ts';
import { headerBytesOf } from '../connection/load.ts';
import { type PollRequest, pollRequestOf } from './poll-request.ts';
import { contentOf, type ResponseContent } from './response/content.ts';
import { type JudgedOutcome, outcomeOf, statusDecides } from './response/outcome.ts';

/**
 * A request sent later than this waited for a TCP connection. Less says nothing: the time of sending is taken when it is
 * reported, some tens of milliseconds late. Milliseconds.
 */
const QUEUED = 250;

/** One request and its answer, whole on the tape. The loop it may belong to is found elsewhere. */
export class Exchange {
  readonly tape: ConnectionTape;
  readonly request: RequestRecord;
  /** As it left, and again after each redirect. */
  readonly sent: SentRecord[] = [];
  readonly redirects: RedirectRecord[] = [];
  response: ResponseRecord | null = null;
  end: EndRecord | null = null;
  /**
   * The page has asked again without reading this response to its end, which it need not do where the status says all.
   * Chromium reports the end then when it collects its garbage, or never, and calls it cancelled.
   */
  #isAbandoned = false;
  #outcome: JudgedOutcome | null = null;

  constructor(tape: ConnectionTape, request: RequestRecord) {
    this.tape = tape;
    this.request = request;
  }

  addFact(fact: PlainRecord): void {
    if (fact.kind === 'sent') this.sent.push(fact);
    else if (fact.kind === 'redirect') this.redirects.push(fact);
    else if (fact.kind === 'response') this.response = fact;
    else if (fact.kind === 'end') this.end = fact;
  }

  get id(): string {
    return this.tape.id;
  }

  /** What it asks for; null for what can be no poll. Made again each time: it is looked at twice. */
  pollRequest(): PollRequest | null {
    return pollRequestOf(this.request);
  }

  /** Whether it is known to have been sent. */
  get isSent(): boolean {
    return this.sent.length > 0;
  }

  /** When it was sent, milliseconds. */
  get sentAt(): number {
    const { at } = this.request;
    const sent = this.sent[0]?.at ?? at;
    // Of one that was carried over only the last sent request is known: it may be the one after a redirect.
    const isFirst = sent <= (this.redirects[0]?.at ?? sent);
    return isFirst && sent - at > QUEUED ? sent : at;
  }

  /** Of the request, with those after redirects; null where not known. */
  get requestHeaderBytes(): ByteCount | null {
    return headerBytesOf(this.sent);
  }

  /** Of the answer, with those of redirects; null where not known. */
  get responseHeaderBytes(): ByteCount | null {
    return headerBytesOf(this.response ? [...this.redirects, this.response] : this.redirects);
  }

  /** Milliseconds from the sent request to the response, or to its end where none came; null while it is held. */
  get held(): number | null {
    const until = this.response?.at ?? this.end?.at;
    return until === undefined ? null : Math.max(0, until - this.sentAt);
  }

  /** The next one has begun. The end of an answer that was read can come a little later, and is waited for. */
  nextBegan(): void {
    if (this.response && !this.end && statusDecides(this.response.status)) this.#isAbandoned = true;
  }

  get isOver(): boolean {
    return this.end !== null || this.#isAbandoned;
  }

  /** When the page was done with it; null while it is not. */
  get overAt(): number | null {
    return (this.#isAbandoned ? this.response?.at : this.end?.at) ?? null;
  }

  /** The bytes of the answer that are kept. */
  get body(): Uint8Array {
    const { bytes } = this.tape;
    return bytes.peek(0, bytes.length) ?? new Uint8Array(0);
  }

  /** Whether all of the answer that came is on the tape. */
  get isKept(): boolean {
    return this.tape.bytes.length === this.tape.chunks.total;
  }

  /** What the body holds; to be asked of one that is over. */
  content(): ResponseContent {
    return this.isKept ? contentOf(this.body) : { list: null, isEmpty: false, emptyBy: null };
  }

  /** The outcome; once it is over, it is judged only once. @param content where it is in memory. */
  judgeOutcome(content?: ResponseContent): JudgedOutcome {
    if (!this.isOver) return outcomeOf(this, null);
    this.#outcome ??= outcomeOf(this, content ?? this.content());
    return this.#outcome;
  }
}
