import { Field, NAME_LENGTH, valueStart } from './field.ts';
import { type BlockTable, Outcome } from './tables/blocks.ts';
import { type LineTable, Terminator } from './tables/lines.ts';
import { IdBuffer, RetryBuffer } from './values.ts';

// Constants of this file, which the compiler can build in; see scan.ts.
const { Blank, Data, Event: EventName, Id, Retry } = Field;
const { None } = Terminator;
const { Dispatched, NoData, Lost } = Outcome;

/**
 * What lines do, as far as numbers show it: the data, event type and last event ID buffers of WHATWG HTML 9.2.6. Of the data
 * buffer it is enough to know that it is not empty, of the event type buffer which line set it.
 */
export class Interpreter {
  readonly id: IdBuffer;
  readonly retry = new RetryBuffer();
  /** First line of the open block. */
  firstLine = 0;
  hasData = false;
  readonly #lines: LineTable;
  readonly #blocks: BlockTable;
  #typeLine = -1;

  constructor(lines: LineTable, blocks: BlockTable, lastEventId: string) {
    this.#lines = lines;
    this.#blocks = blocks;
    this.id = new IdBuffer(lastEventId);
  }

  /** The line in `bytes[from, to)` is of field `field`: reads its value, where a value must be looked into. */
  readValue(field: Field, bytes: Uint8Array, from: number, to: number): void {
    if (field === Id) this.id.add(bytes, valueStart(bytes, from, to, NAME_LENGTH[field]), to);
    else if (field === Retry) this.retry.add(bytes, valueStart(bytes, from, to, NAME_LENGTH[field]), to);
  }

  /**
   * A line that is not blank is over, its value read: its row and its effect.
   * @param start offset of its first byte, `end` of its line end
   */
  endLine(field: Field, start: number, end: number, terminator: Terminator): void {
    const line = this.#lines.count;
    let counts = true;
    // "Append the field value to the data buffer, then append a single U+000A LINE FEED (LF) character".
    if (field === Data) this.hasData = true;
    // "Set the event type buffer to the field value."
    else if (field === EventName) this.#typeLine = line;
    else if (field === Id) counts = this.id.end(line);
    else if (field === Retry) counts = terminator === None ? this.retry.valid : this.retry.end(line);
    // "Otherwise: The field is ignored."
    this.#lines.add(start, end, field, counts, terminator);
  }

  /** "If the line is empty (a blank line): Dispatch the event, as defined below." `at`: offset of its line end. */
  endBlock(at: number, terminator: Terminator): void {
    if (this.#lines.count === this.firstLine) return;
    this.#lines.add(at, at, Blank, true, terminator);
    this.id.commit();
    // "If the data buffer is an empty string, set the data buffer and the event type buffer to the empty string and
    // return." One data line, even without a value, makes the buffer a line feed: not empty.
    this.#closeBlock(this.hasData ? Dispatched : NoData);
  }

  /** "Once the end of the file is reached, any pending data must be discarded." */
  endStream(): void {
    if (this.#lines.count > this.firstLine) this.#closeBlock(Lost);
  }

  #closeBlock(outcome: Outcome): void {
    const lastLine = this.#lines.count;
    this.#blocks.add(lastLine, outcome, this.#typeLine, this.id.line);
    this.firstLine = lastLine;
    this.hasData = false;
    this.#typeLine = -1;
  }
}
