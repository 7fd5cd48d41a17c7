import { type EventStreamReader, Field, fieldValue, type Peek } from '../../../sse/index.ts';

/** The standard's buffers at one point of a block (WHATWG HTML, 9.2.6). */
export interface BufferState {
  /** Event type buffer; '' until an `event` line. */
  readonly type: string;
  /** Last event ID buffer. */
  readonly id: string;
  readonly idSetHere: boolean;
  /** Data buffer without its last line feed, cut to the stated length. */
  readonly data: string;
  readonly dataLines: number;
}

/** The buffer that has another content in a later state of a block; a line changes at most one. */
export function changedBuffer(before: BufferState, after: BufferState): 'type' | 'id' | 'data' | null {
  if (after.type !== before.type) return 'type';
  if (after.id !== before.id) return 'id';
  // A data line without a value adds a line feed.
  return after.dataLines === before.dataLines ? null : 'data';
}

/** The state of the three buffers after any line of a block, found from the reader's line table on demand. */
export class Buffers {
  readonly #reader: EventStreamReader;
  readonly #first: number;
  readonly #last: number;
  readonly #peek: Peek;
  readonly #maxChars: number;
  /** The last state asked for: lines are mostly asked for in order, and 10,000 of them must not cost 10,000 walks. */
  #known: { line: number; typeLine: number; idLine: number; dataLines: number; data: string };

  constructor(reader: EventStreamReader, first: number, last: number, peek: Peek, max: number) {
    this.#reader = reader;
    this.#first = first;
    this.#last = last;
    this.#peek = peek;
    this.#maxChars = max;
    this.#known = this.#atStart();
  }

  /** The buffers after line `line`; before the block's first, as the block found them. */
  after(line: number): BufferState {
    const state = this.#advance(Math.min(line, this.#last - 1));
    const inherited = this.#idBefore();
    return {
      type: state.typeLine === -1 ? '' : this.valueOf(state.typeLine),
      id: state.idLine === -1 ? inherited : this.valueOf(state.idLine),
      idSetHere: state.idLine !== -1,
      data: state.data,
      dataLines: state.dataLines,
    };
  }

  /** Value of a line, cut; '' for a line that has not ended. */
  valueOf(line: number): string {
    return line < this.#last ? fieldValue(this.#reader, line, this.#peek, this.#maxChars) : '';
  }

  /** The next line of the block that sets the same buffer again; null where there is none, or nothing to overwrite. */
  overwriterOf(line: number): number | null {
    const field = this.#reader.lineField(line);
    if ((field !== Field.Event && field !== Field.Id) || !this.#reader.lineCounts(line)) return null;
    for (let later = line + 1; later < this.#last; later++) {
      if (this.#reader.lineField(later) === field && this.#reader.lineCounts(later)) return later;
    }
    return null;
  }

  #atStart() {
    return { line: this.#first - 1, typeLine: -1, idLine: -1, dataLines: 0, data: '' };
  }

  #advance(line: number) {
    const state = line < this.#known.line ? this.#atStart() : this.#known;
    for (let next = state.line + 1; next <= line; next++) {
      const field = this.#reader.lineField(next);
      if (field === Field.Event) state.typeLine = next;
      else if (field === Field.Id && this.#reader.lineCounts(next)) state.idLine = next;
      else if (field === Field.Data) {
        if (state.data.length < this.#maxChars) {
          const value = this.valueOf(next);
          state.data = (state.dataLines === 0 ? value : `${state.data}\n${value}`).slice(0, this.#maxChars);
        }
        state.dataLines++;
      }
      state.line = next;
    }
    this.#known = state;
    return state;
  }

  /** The last event ID as the block found it. */
  #idBefore(): string {
    const block = this.#reader.blockOfLine(this.#first) - 1;
    const line = block >= 0 ? this.#reader.blockIdLine(block) : -1;
    if (line !== -1) return fieldValue(this.#reader, line, this.#peek, this.#maxChars);
    return this.#reader.initialLastEventId;
  }
}
