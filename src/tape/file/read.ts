import * as v from 'valibot';
import { count } from '../../format/numbers.ts';
import { Tape } from '../tape.ts';
import { LineCutter } from './lines.ts';
import { checkRecord } from './schema.ts';
import { FORMAT_VERSION } from './write.ts';

const headerLine = v.looseObject({ streamscope: v.literal('tape'), version: v.number() });
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
  #stopped: string | null = null;
  /** Lines so far. */
  lines = 0;

  /** @param isWhole false for a last line without a line end. */
  addLine(line: Uint8Array, isWhole: boolean): void {
    this.lines++;
    if (this.lines === 1) this.#notes.push(...readHeader(line));
    else if (line.length > 0) this.#addRecord(line, isWhole);
  }

  /** Nothing more can be read, for a reason found in the line after those taken. */
  stop(reason: string): void {
    const number = this.lines + 1;
    if (number === 1) throw new NotATapeError(`This is not a Streamscope tape: of its first line ${reason}.`);
    this.#stopped = `Reading stopped at line ${number}: ${reason}. What comes before it is shown.`;
    this.#gap(`the file could not be read from line ${number} on: ${reason}`);
  }

  done(): ReadTape {
    if (this.lines === 0) throw new NotATapeError('The file is empty.');
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
    if (judged.ok) this.#tape.append(judged.record);
    else this.#damage(judged.problem);
  }

  #damage(problem: string): void {
    this.#damaged++;
    if (this.#damaged <= MAX_NOTES) this.#notes.push(`Line ${this.lines} was left out: ${problem}.`);
    this.#gap(`line ${this.lines} of the file is damaged: ${problem}`);
  }

  #gap(why: string): void {
    this.#tape.append({ kind: 'gap', at: this.#tape.lastAt, why });
  }
}

function readHeader(line: Uint8Array): string[] {
  const parsed = parse(line);
  const header = v.safeParse(headerLine, parsed.ok ? parsed.value : undefined);
  if (!header.success) {
    throw new NotATapeError('This is not a Streamscope tape: its first line is not a tape header.');
  }
  if (header.output.version <= FORMAT_VERSION) return [];
  return [
    `The tape has format version ${header.output.version}; this Streamscope knows up to ${FORMAT_VERSION}. What it does not know is kept but not shown.`,
  ];
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
