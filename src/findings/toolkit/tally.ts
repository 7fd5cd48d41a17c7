import type { EventStream } from '../../channels/index.ts';
import { type Evidence, MAX_EVIDENCE, type Report } from '../finding.ts';

/** Counts cases at byte offsets of a connection, and keeps the first few of them: ten million cost one number. */
export class Tally {
  readonly #stream: EventStream;
  readonly #first: { readonly offset: number; readonly text: string }[] = [];
  #last = 0;
  /** The latest case, while it may yet turn out to be none. */
  #open: { readonly offset: number; readonly text: () => string; readonly is: () => boolean } | null = null;
  #count = 0;

  constructor(stream: EventStream) {
    this.#stream = stream;
  }

  /**
   * @param text names the case on its button; called for the first few only.
   * @param is whether it is a case after all: called at each report, and for good when the next case comes. What excuses
   * something (a page that was busy) can be reported after it.
   */
  add(offset: number, text: () => string, is?: () => boolean): void {
    this.#closeOpen();
    if (is) this.#open = { offset, text, is };
    else this.#keep(offset, text);
  }

  get count(): number {
    return this.#count + (this.#open?.is() ? 1 : 0);
  }

  #closeOpen(): void {
    const open = this.#open;
    this.#open = null;
    if (open?.is()) this.#keep(open.offset, open.text);
  }

  #keep(offset: number, text: () => string): void {
    this.#count++;
    this.#last = offset;
    if (this.#first.length < MAX_EVIDENCE) this.#first.push({ offset, text: text() });
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
    const open = this.#open?.is() ? this.#open : null;
    const first = [...this.#first];
    if (open && first.length < MAX_EVIDENCE) first.push({ offset: open.offset, text: open.text() });
    const evidence = first.map(({ offset, text }): Evidence => ({ kind: 'row', connection, offset, text }));
    return {
      statement: statement(count),
      count,
      evidence,
      since: atOffset(this.#stream, first[0]?.offset ?? 0),
      at: atOffset(this.#stream, open?.offset ?? this.#last),
    };
  }
}

/** Tape time at which the byte at `offset` of a connection came, milliseconds. */
export function atOffset({ tape, facts }: EventStream, offset: number): number {
  const chunk = tape.chunks.holding(Math.min(offset, tape.bytes.length - 1));
  return chunk < 0 ? (facts.request?.at ?? 0) : tape.chunks.at(chunk);
}
