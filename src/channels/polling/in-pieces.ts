import { isFramed, isSpace, mayComeInPieces, PAUSE, PieceWatch } from '../../framing/index.ts';
import {
  type ConnectionTape,
  type Cursor,
  type RequestRecord,
  type ResponseRecord,
  Table,
} from '../../tape/index.ts';
import type { ConnectionFacts } from '../connection/facts.ts';

/** What is known of an exchange whose chunks are watched. */
interface Watched {
  readonly chunks: PieceWatch;
  /** When its thread was free again, Infinity while it is not. */
  busyUntil: number;
}

/** Requests whose latest one is remembered. */
const MAX_REMEMBERED = 1000;
/** Bytes of white space at most that are a sign of life, or what comes first so that a browser hands over what follows. */
const MAX_BLANK = 8192;
/** Characters of a body that are compared. */
const MAX_BODY = 4096;

/**
 * Sees which exchanges are read in pieces, and so are channels of their own: those whose Content-Type or address states a
 * framing, as soon as they are answered; else those that have paused twice between chunks, or trickle.
 */
export class InPieces {
  readonly #factsOf: (connection: string) => ConnectionFacts | undefined;
  readonly #watched = new Map<string, Watched>();
  /** By what is asked, the latest connection that became a channel when it was answered. */
  readonly #latest = new Map<string, string>();

  /** @param factsOf what was read of a connection that became a channel. */
  constructor(factsOf: (connection: string) => ConnectionFacts | undefined) {
    this.#factsOf = factsOf;
  }

  /** Whether, with the entry at the cursor, an exchange is one that is read in pieces. */
  isSeenAt(cursor: Cursor, request: RequestRecord): boolean {
    const { connection, table, row } = cursor;
    if (table === Table.Chunk) return this.#addChunk(connection, row);
    if (table !== Table.Fact) return false;
    const fact = cursor.fact();
    if (fact.kind === 'response') return this.#addResponse(fact, request);
    const watched = this.#watched.get(connection.id);
    if (watched && fact.kind === 'busy') watched.busyUntil = fact.to ?? Number.POSITIVE_INFINITY;
    if (watched && fact.kind === 'end') this.#watched.delete(connection.id);
    return false;
  }

  #addResponse(response: ResponseRecord, request: RequestRecord): boolean {
    if (request.method === 'HEAD') return false;
    const { status, mimeType, headers } = response;
    if (isFramed({ url: request.url, status, mimeType, headers }) && this.#isNews(request)) return true;
    if (mayComeInPieces(response))
      this.#watched.set(response.on, {
        chunks: new PieceWatch(),
        busyUntil: Number.NEGATIVE_INFINITY,
      });
    return false;
  }

  #addChunk(tape: ConnectionTape, chunk: number): boolean {
    const watched = this.#watched.get(tape.id);
    if (!watched || isBlank(tape, chunk)) return false;
    watched.chunks.add(tape.chunks.at(chunk), tape.chunks.size(chunk), watched.busyUntil);
    if (!watched.chunks.isInPieces) return false;
    this.#watched.delete(tape.id);
    return true;
  }

  /**
   * Whether a framed response is a row by itself: not where the same was asked before, and was there at once. That is asked again
   * and again, and each answer is a whole.
   */
  #isNews({ on, context, method, url, body = '' }: RequestRecord): boolean {
    const asked = `${context.id} ${method} ${url?.split(/[?#]/, 1)[0]} ${body.slice(0, MAX_BODY)}`;
    const before = this.#factsOf(this.#latest.get(asked) ?? '');
    if (before?.end && before.response && before.end.at - before.response.at < PAUSE) return false;
    this.#latest.delete(asked);
    this.#latest.set(asked, on);
    if (this.#latest.size > MAX_REMEMBERED) {
      const oldest = this.#latest.keys().next().value;
      if (oldest !== undefined) this.#latest.delete(oldest);
    }
    return true;
  }
}

/** Whether a chunk is white space, by which a server keeps a request open that it holds: that is no piece of an answer. */
function isBlank(tape: ConnectionTape, chunk: number): boolean {
  const start = tape.chunks.start(chunk);
  const end = tape.keptEnd(chunk);
  if (end - start !== tape.chunks.size(chunk) || end - start > MAX_BLANK) return false;
  return tape.bytes.peek(start, end)?.every(isSpace) ?? false;
}
