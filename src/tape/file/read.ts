import * as v from 'valibot';
import { count } from '../../format/numbers.ts';
import type { TapeRecord } from '../records.ts';
import { Tape } from '../tape.ts';
import { LineCutter } from './lines.ts';
import { checkRecord } from './schema.ts';
import { FORMAT_VERSION } from './write.ts';

const headerLine = v.looseObject({
  streamscope: v.literal('tape'),
  version: v.number(),
  /** Absent or damaged where the tape had no usable clock. */
  began: v.optional(v.unknown()),
});
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Damaged lines that are listed one by one. */
const MAX_NOTES = 5;

/**
 * Bytes a line may have. The longest that capture makes are the chunks that a stream had before it was found (79 MB were
 * seen, a third more as base64); a string of the engine ends at half a gigabyte.
 */
export const MAX_LINE_LENGTH = 256 * 1024 ** 2;

/** A file that is no tape at all, in words for the user. */
export class NotATapeError extends Error {
  override readonly name = 'NotATapeError';
}

export interface ReadTape {
  readonly tape: Tape;
  /** What was wrong with the file and what was done about it, in words for the user; empty where nothing was. */
  readonly notes: readonly string[];
}

/**
 * Reads a tape file. A damaged line is left out, listed in `notes`, and leaves a `gap` record where it stood; the rest
 * is kept. Where the file cannot be read on (a line over the limit, or `pieces` throws) reading stops, which is noted and
 * leaves a gap as well; what precedes is kept.
 * @param pieces the file's bytes in pieces of any size.
 * @param maxLineLength bytes a line may have.
 * @throws NotATapeError where the first line is no tape header; what `pieces` throws before it was read.
 */
export async function readTape(
  pieces: AsyncIterable<Uint8Array>,
  maxLineLength = MAX_LINE_LENGTH,
): Promise<ReadTape> {
  const reader = new TapeReader();
  const cutter = new LineCutter(maxLineLength);
  try {
    for await (const piece of pieces) {
      if (cutter.push(piece, (line) => reader.addLine(line, true))) continue;
      reader.stop(`it is longer than ${count(maxLineLength)} bytes, the limit of a line`);
      return reader.done();
    }
  } catch (error) {
    if (error instanceof NotATapeError || reader.lines === 0) throw error;
    reader.stop(error instanceof Error ? error.message : String(error));
    return reader.done();
  }
  const last = cutter.rest();
  if (last.length > 0) reader.addLine(last, false);
  return reader.done();
}

class TapeReader {
  readonly #tape = new Tape();
  readonly #notes: string[] = [];
  #damaged = 0;
  /** Damaged lines one after the other, up to the line before this one: they leave one gap. */
  #run: { readonly first: number; readonly problem: string } | null = null;
  /** When the tape began by its header, milliseconds since 1970; NaN where it does not say. */
  #began = Number.NaN;
  #hasClock = false;
  #stopped: string | null = null;
  /** Lines so far. */
  lines = 0;

  /** @param isWhole false for a last line without a line end. */
  addLine(line: Uint8Array, isWhole: boolean): void {
    this.lines++;
    if (this.lines === 1) this.#readHeader(line);
    else if (line.length > 0) this.#addRecord(line, isWhole);
  }

  /** Nothing more can be read, for a reason found in the line after those taken. */
  stop(reason: string): void {
    const number = this.lines + 1;
    if (number === 1) throw new NotATapeError(`This is not a Streamscope tape: of its first line ${reason}.`);
    this.#closeRun(this.lines);
    this.#stopped = `Reading stopped at line ${number}: ${reason}. What comes before it is shown.`;
    this.#gap(`the file could not be read from line ${number} on: ${reason}`);
  }

  done(): ReadTape {
    if (this.lines === 0) throw new NotATapeError('The file is empty.');
    this.#closeRun(this.lines);
    if (this.#damaged > MAX_NOTES) this.#notes.push(`${this.#damaged - MAX_NOTES} more lines were left out.`);
    if (this.#stopped !== null) this.#notes.push(this.#stopped);
    return { tape: this.#tape, notes: this.#notes };
  }

  #addRecord(line: Uint8Array, isWhole: boolean): void {
    const parsed = parse(line);
    if (!parsed.ok) {
      this.#damage(isWhole ? parsed.problem : 'the file ends in the middle of it');
      return;
    }
    if (parsed.value === undefined) return;
    const judged = checkRecord(parsed.value);
    if (!judged.ok) {
      this.#damage(judged.problem);
      return;
    }
    this.#closeRun(this.lines - 1);
    this.#append(judged.record);
  }

  /** A tape without a clock of its own has its header's date: times of day are shown by it. */
  #append(record: TapeRecord): void {
    if (record.kind === 'clock') this.#hasClock = true;
    else if (!this.#hasClock && !Number.isNaN(this.#began)) {
      this.#hasClock = true;
      this.#tape.append({ kind: 'clock', at: 0, wall: this.#began });
    }
    this.#tape.append(record);
  }

  #damage(problem: string): void {
    this.#damaged++;
    if (this.#damaged <= MAX_NOTES) this.#notes.push(`Line ${this.lines} was left out: ${problem}.`);
    this.#run ??= { first: this.lines, problem };
  }

  /** @param last the last damaged line. */
  #closeRun(last: number): void {
    if (!this.#run) return;
    const { first, problem } = this.#run;
    this.#run = null;
    this.#gap(
      first === last
        ? `line ${first} of the file is damaged: ${problem}`
        : `lines ${count(first)} to ${count(last)} of the file are damaged; the first: ${problem}`,
    );
  }

  #gap(why: string): void {
    this.#append({ kind: 'gap', at: this.#tape.lastAt, why });
  }

  #readHeader(line: Uint8Array): void {
    const parsed = parse(line);
    const header = v.safeParse(headerLine, parsed.ok ? parsed.value : undefined);
    if (!header.success)
      throw new NotATapeError('This is not a Streamscope tape: its first line is not a tape header.');
    const { began, version } = header.output;
    if (typeof began === 'string') this.#began = Date.parse(began);
    if (version > FORMAT_VERSION)
      this.#notes.push(
        `The tape has format version ${version}; this Streamscope knows up to ${FORMAT_VERSION}. What it does not know is kept but not shown.`,
      );
  }
}

type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** `value` is undefined for a line of white space. */
function parse(line: Uint8Array): Parsed {
  let text: string;
  try {
    text = utf8.decode(line);
  } catch {
    return { ok: false, problem: 'it is not UTF-8' };
  }
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: 'it is not JSON' };
  }
}
