import { type Begins, type ResponseHeaders, statedFraming } from '../../framing/index.ts';
import type {
  AnsweredBy,
  ByteCount,
  ConnectionTape,
  EndRecord,
  PlainRecord,
  RedirectRecord,
  RequestRecord,
  ResponseRecord,
  SentRecord,
} from '../../tape/index.ts';
import { headerBytesOf } from '../connection/cost/load.ts';
import { contentOf, type ResponseContent, UNKNOWN_CONTENT } from './response/content.ts';
import type { AnswerHabit } from './response/fault.ts';
import { parseJson } from './response/json.ts';
import { type JudgedOutcome, outcomeOf, statusDecides } from './response/outcome.ts';
import { AnswerRecords, answerFraming } from './response/records.ts';

/**
 * A request sent later than this waited for a TCP connection. Less proves nothing: the time of sending is taken when it is
 * reported, some tens of milliseconds late. Milliseconds.
 */
const QUEUED = 250;

/** One request and its response, whole on the tape. The loop it may belong to is found elsewhere. */
export class Exchange {
  readonly tape: ConnectionTape;
  readonly request: RequestRecord;
  /** As it left, and again after each redirect. */
  readonly sent: SentRecord[] = [];
  readonly redirects: RedirectRecord[] = [];
  response: ResponseRecord | null = null;
  end: EndRecord | null = null;
  /** What gave a recording to the page in place of the server's response; null where the server responded, or is to. */
  answeredBy: AnsweredBy | null = null;
  /** What the answers before it are like; null where it continues none. */
  habit: AnswerHabit | null = null;
  /**
   * The page sent the next request without reading this response to its end. It need not read where the status is enough.
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

  /** Whether the browser had the answer: the server was not asked. */
  get isFromCache(): boolean {
    return this.response?.fromCache !== undefined;
  }

  /** Whether it is known to have been sent. */
  get isSent(): boolean {
    return this.sent.length > 0;
  }

  /** When it was sent, milliseconds. */
  get sentAt(): number {
    const { at } = this.request;
    const sent = this.sent[0]?.at ?? at;
    // Only the last sent request is known of an exchange that was carried over: it may be the one after a redirect.
    const isFirst = sent <= (this.redirects[0]?.at ?? sent);
    return isFirst && sent - at > QUEUED ? sent : at;
  }

  /** Those of the request and of requests after redirects; null where not known. */
  get requestHeaderBytes(): ByteCount | null {
    return headerBytesOf(this.sent);
  }

  /** Those of the response and of redirects; null where not known. */
  get responseHeaderBytes(): ByteCount | null {
    return headerBytesOf(this.response ? [...this.redirects, this.response] : this.redirects);
  }

  /** Milliseconds from the sent request to the response, or to its end where none came; null while it is held. */
  get held(): number | null {
    const until = this.response?.at ?? this.end?.at;
    return until === undefined ? null : Math.max(0, until - this.sentAt);
  }

  /** The next one has begun. The end of a response that was read can come a little later, and is waited for. */
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

  /** The bytes of the response that are kept. */
  get body(): Uint8Array {
    const { bytes } = this.tape;
    return bytes.peek(0, bytes.length) ?? new Uint8Array(0);
  }

  /** Whether all of the response that came is on the tape. */
  get isKept(): boolean {
    return this.tape.bytes.length === this.tape.chunks.total;
  }

  /** What the body holds; to be called where it is over. */
  content(): ResponseContent {
    return this.isKept ? contentOf(this.body, this.#answered) : UNKNOWN_CONTENT;
  }

  /** Where its bytes begin: behind missing ones where the log was cleared while its answer came. */
  get begins(): Begins {
    return this.tape.facts.some(({ kind }) => kind === 'gap') ? 'middle' : 'start';
  }

  /** The records of its body; null where it is not framed, or not kept. Made again each time. */
  records(): AnswerRecords | null {
    const { body } = this;
    if (!this.isKept) return null;
    // What an address states holds behind missing bytes too, and for a stream that begins with something else.
    const stated = statedFraming(this.#answered);
    const framing = stated?.statedBy
      ? stated
      : answerFraming(body, this.#answered, parseJson(body) !== undefined);
    return framing ? new AnswerRecords(framing, this.#answered, body, this.begins) : null;
  }

  get #answered(): ResponseHeaders {
    const { mimeType = '', headers = [] } = this.response ?? {};
    return { url: this.request.url, mimeType, headers };
  }

  /** The outcome; once it is over, it is judged only once. @param content where it is in memory. */
  judgeOutcome(content?: ResponseContent): JudgedOutcome {
    if (!this.isOver) return outcomeOf(this, null);
    this.#outcome ??= outcomeOf(this, content ?? this.content());
    return this.#outcome;
  }
}
