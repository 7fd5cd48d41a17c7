import type { StreamChannel } from '../channels/index.ts';
import { type Evidence, MOST_EVIDENCE } from './finding.ts';
import type { Report } from './rule.ts';

/** Counts cases at byte offsets of a connection, and keeps the first few of them: ten million cost one number. */
export class Tally {
  readonly #stream: StreamChannel;
  readonly #first: { readonly offset: number; readonly text: string }[] = [];
  #last = 0;
  count = 0;

  constructor(stream: StreamChannel) {
    this.#stream = stream;
  }

  /** @param text names the case on its button; called for the first few only. */
  add(offset: number, text: () => string): void {
    this.count++;
    this.#last = offset;
    if (this.#first.length < MOST_EVIDENCE) this.#first.push({ offset, text: text() });
  }

  /** The text of the first case. */
  get firstText(): string {
    return this.#first[0]?.text ?? '';
  }

  /** What to report, with rows as evidence; null where nothing was counted. */
  report(statement: (count: number) => string): Report | null {
    const { count } = this;
    if (count === 0) return null;
    const connection = this.#stream.id;
    const evidence = this.#first.map(
      ({ offset, text }): Evidence => ({ kind: 'row', connection, offset, text }),
    );
    return {
      statement: statement(count),
      count,
      evidence,
      since: atOffset(this.#stream, this.#first[0]?.offset ?? 0),
      at: atOffset(this.#stream, this.#last),
    };
  }
}

/** Tape time at which the byte at `offset` of a connection came, milliseconds. */
export function atOffset({ tape, facts }: StreamChannel, offset: number): number {
  const chunk = tape.chunks.holding(Math.min(offset, tape.bytes.length - 1));
  return chunk < 0 ? (facts.request?.at ?? 0) : tape.chunks.at(chunk);
}
