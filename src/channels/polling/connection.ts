import type { ByteLog, ConnectionTape, TapeRecord } from '../../tape/index.ts';
import { carryFacts } from '../connection/carry.ts';
import { curlOf } from '../connection/command.ts';
import { bodyDetail, commonDetail } from '../connection/detail.ts';
import { applyFact, type ConnectionFacts, noFacts } from '../connection/facts.ts';
import { connectionState } from '../connection/state.ts';
import { commonSummary, gapWarnings } from '../connection/summary.ts';
import type { ConnectionView } from '../connection/view.ts';
import { RawIndex } from '../connection/wire/raw.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import { exchangeVerdict } from './exchange-verdict.ts';

/** An ordinary exchange. Made when it is read: a loop may have a hundred thousand of them. */
export class ExchangeConnection implements ConnectionView {
  readonly tape: ConnectionTape;
  readonly facts: ConnectionFacts = noFacts();
  readonly #rowAt: (offset: number) => number | null;

  /** @param rowAt key, within the poll loop it may belong to, of the row that the byte at an offset belongs to. */
  constructor(tape: ConnectionTape, rowAt: (offset: number) => number | null) {
    this.tape = tape;
    this.#rowAt = rowAt;
    for (const fact of tape.facts) applyFact(this.facts, fact);
  }

  get id(): string {
    return this.tape.id;
  }
  get content(): ByteLog {
    return this.tape.bytes;
  }

  detail(): ConnectionDetail {
    const { facts, tape } = this;
    const { chunks } = tape;
    const said = exchangeVerdict(facts, chunks.total);
    const lastByteAt = chunks.count > 0 ? chunks.at(chunks.count - 1) : null;
    return {
      summary: {
        ...commonSummary(tape.id, facts),
        transport: 'poll',
        state: connectionState(facts, lastByteAt, said.good),
        verdict: said.text,
        fidelity: facts.fidelity.at(-1)?.level ?? 'bytes',
        events: 0,
        comments: 0,
        discarded: 0,
        bytes: chunks.total,
        lastByteAt,
        warnings: [...(said.good ? [] : [said.text]), ...gapWarnings(facts)],
      },
      ...commonDetail(facts, said.text),
      ...bodyDetail(facts, tape),
      initiatorNote: facts.request?.initiator
        ? null
        : 'The browser did not say which script made the request.',
      eventStream: null,
      webSocket: null,
    };
  }

  command(): string {
    return curlOf(this.facts);
  }

  rowAt(offset: number): number | null {
    return this.#rowAt(offset);
  }

  timeAt(offset: number): number | null {
    return this.tape.timeAt(offset);
  }

  raw(): RawIndex {
    return new RawIndex(this.tape, this.#rowAt);
  }

  *carryOver(at: number, why: string): Generator<TapeRecord> {
    yield* carryFacts(this.id, this.facts);
    if (this.tape.chunks.count > 0) yield { kind: 'gap', at, on: this.id, why, chosen: 'clear' };
  }
}
