import * as v from 'valibot';
import { Tape } from '../tape.ts';
import { judge } from './schema.ts';
import { FORMAT_VERSION } from './write.ts';

const headerLine = v.looseObject({ streamscope: v.literal('tape'), version: v.number() });

/** How many damaged lines are told one by one. */
const TOLD = 5;

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
 * Reads a tape file. A damaged line is left out, told in `notes`, and leaves a `gap` record where it stood; the rest
 * is kept.
 * @param pieces the file's text in pieces of any size.
 * @throws NotATapeError where the first line is no tape header.
 */
export async function readTape(pieces: AsyncIterable<string>): Promise<ReadTape> {
  const tape = new Tape();
  const notes: string[] = [];
  let number = 0;
  let damaged = 0;

  const damage = (problem: string): void => {
    damaged++;
    if (damaged <= TOLD) notes.push(`Line ${number} was left out: ${problem}.`);
    tape.append({ kind: 'gap', at: tape.lastAt, why: `line ${number} of the file is damaged: ${problem}` });
  };

  for await (const { line, whole } of lines(pieces)) {
    number++;
    if (number === 1) {
      notes.push(...readHeader(line));
      continue;
    }
    if (line.trim() === '') continue;
    const value = parse(line);
    if (value === undefined) {
      damage(whole ? 'it is not JSON' : 'the file ends in the middle of it');
      continue;
    }
    const judged = judge(value);
    if (judged.ok) tape.append(judged.record);
    else damage(judged.problem);
  }
  if (number === 0) throw new NotATapeError('The file is empty.');
  if (damaged > TOLD) notes.push(`${damaged - TOLD} more lines were left out.`);
  return { tape, notes };
}

function readHeader(line: string): string[] {
  const header = v.safeParse(headerLine, parse(line));
  if (!header.success) {
    throw new NotATapeError('This is not a Streamscope tape: its first line is not a tape header.');
  }
  if (header.output.version <= FORMAT_VERSION) return [];
  return [
    `The tape has format version ${header.output.version}; this Streamscope knows up to ${FORMAT_VERSION}. What it does not know is kept but not shown.`,
  ];
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Cuts pieces into lines; `whole` is false for a last line without a line end. */
async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<{ line: string; whole: boolean }> {
  let rest: string[] = [];
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      rest.push(piece.slice(from, end));
      yield { line: rest.join(''), whole: true };
      rest = [];
      from = end + 1;
    }
    if (from < piece.length) rest.push(piece.slice(from));
  }
  const last = rest.join('');
  if (last !== '') yield { line: last, whole: false };
}
