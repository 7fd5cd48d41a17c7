import { type ConnectionTape, type Cursor, type RequestRecord, Table } from '../tape/index.ts';
import type { Kinds } from './kinds.ts';
import type { Pieces } from './pieces/kind.ts';
import type { PollDetector } from './polling/poll-detector.ts';
import { endpointOf } from './polling/strands/question.ts';

export interface ReadAgainNeeds {
  /** Reads the tape: the entries up to its place are read again. */
  readonly ahead: Cursor;
  /** At the begin of the same tape. */
  readonly cursor: Cursor;
  readonly polls: PollDetector;
  readonly pieces: Pieces;
  readonly kinds: Kinds;
  /** Whether the responses are to be streams now. */
  readonly isStream: boolean;
}

/** Entries of other connections that are passed over at a time: each takes a look only. */
const MAX_PASSED = 256;

/**
 * Reads the requests to one endpoint once more, from the begin of the tape on to where reading stands, since the user decided what
 * they are. So they are what they would be, had that been decided before. What is read in pieces by the rule stays what it is.
 */
export class ReadAgain {
  readonly #endpoint: string;
  readonly #needs: ReadAgainNeeds;
  /** Ids of the connections that are read again. */
  readonly #connections = new Set<string>();
  #isAtEntry = false;

  constructor(endpoint: string, needs: ReadAgainNeeds) {
    this.#endpoint = endpoint;
    this.#needs = needs;
  }

  /** That of the entry. */
  get connection(): ConnectionTape {
    return this.#needs.cursor.connection;
  }

  /** Goes on to the next entry that is to be read, or over some that are not. @returns false where all were read. */
  advance(): boolean {
    const { cursor, ahead } = this.#needs;
    this.#isAtEntry = false;
    for (let passed = 0; passed < MAX_PASSED; passed++) {
      if (cursor.left <= ahead.left || !cursor.advance()) return false;
      this.#isAtEntry = this.#isToRead();
      if (this.#isAtEntry) break;
    }
    return true;
  }

  /** Reads the entry, where there is one. @returns bytes read. */
  read(): number {
    const { cursor, kinds } = this.#needs;
    return this.#isAtEntry ? (kinds.readerOf(cursor)?.read(cursor) ?? 0) : 0;
  }

  #isToRead(): boolean {
    const { cursor } = this.#needs;
    const { id } = cursor.connection;
    if (id === '') {
      this.#applyGeneral();
      return false;
    }
    if (this.#connections.has(id)) return true;
    const fact = cursor.table === Table.Fact ? cursor.fact() : null;
    if (fact?.kind !== 'request' || !this.#isOne(fact)) return false;
    this.#needs.kinds.letGo(id);
    this.#connections.add(id);
    return true;
  }

  /** Whether a connection that begins so is one of the endpoint's, and its kind may change. */
  #isOne(request: RequestRecord): boolean {
    const { polls, pieces, kinds, isStream } = this.#needs;
    if (request.exchange !== true || endpointOf(request) !== this.#endpoint) return false;
    const { on } = request;
    if (polls.exchange(on) || kinds.of(on) === undefined) return true;
    return !isStream && (pieces.connection(on)?.byHand ?? null) !== null;
  }

  /** Where its page went, or recording stopped, is not on its connections. */
  #applyGeneral(): void {
    const { cursor, polls } = this.#needs;
    if (cursor.table !== Table.Fact) return;
    const fact = cursor.fact();
    if (fact.kind === 'navigate') polls.navigated(this.#endpoint);
    if (fact.kind === 'capture' && fact.state !== 'on') polls.captureStopped(this.#endpoint);
  }
}
