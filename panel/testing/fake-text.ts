import type { BlockDetail, EventRow, RawRow } from '../types.ts';
import { mergeOf } from './fake-merge.ts';

/**
 * A test double of what a session derives from a stream's bytes: good enough to fill every view of the panel with
 * something true to life. It is not the reader; it knows LF and ASCII only.
 */
export interface FakeChunk {
  readonly at: number;
  readonly text: string;
}

export interface FakeText {
  readonly rows: readonly EventRow[];
  readonly raw: readonly RawRow[];
  readonly bytes: Uint8Array;
  block(key: number): BlockDetail | null;
  data(key: number): string;
}

export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isEnded: boolean;
  readonly firstChunk: number;
  readonly lastChunk: number;
  readonly at: number;
}

export interface Block {
  readonly row: EventRow;
  readonly lines: readonly Line[];
  readonly data: string;
  readonly id: string;
}

/** Reads a stream from its chunks. */
export function fakeText(chunks: readonly FakeChunk[]): FakeText {
  const lines = linesOf(chunks);
  const blocks = blocksOf(lines);
  const text = chunks.map((chunk) => chunk.text).join('');
  return {
    rows: blocks.map(({ row }) => row),
    raw: rawOf(chunks, lines, blocks),
    bytes: new TextEncoder().encode(text),
    block: (key) => detailOf(blocks[key], chunks),
    data: (key) => blocks[key]?.data ?? '',
  };
}

function linesOf(chunks: readonly FakeChunk[]): Line[] {
  const lines: Line[] = [];
  let open = { text: '', start: 0, firstChunk: 1 };
  let offset = 0;
  chunks.forEach(({ text, at }, i) => {
    for (const char of text) {
      offset++;
      if (open.text === '' && offset === open.start + 1) open.firstChunk = i + 1;
      if (char !== '\n') {
        open.text += char;
        continue;
      }
      lines.push({ ...open, end: offset - 1, isEnded: true, lastChunk: i + 1, at });
      open = { text: '', start: offset, firstChunk: i + 1 };
    }
  });
  const at = chunks.at(-1)?.at ?? 0;
  if (open.text) lines.push({ ...open, end: offset, isEnded: false, lastChunk: chunks.length, at });
  return lines;
}

function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let open: Line[] = [];
  let lastId = '';
  let before: number | null = null;
  const close = (isEnded: boolean) => {
    const [first] = open;
    const last = open.at(-1);
    if (!first || !last) return;
    const value = (name: string) =>
      open
        .filter(({ text }) => text.startsWith(`${name}:`))
        .map(({ text }) => text.slice(name.length + 1).replace(/^ /, ''));
    const data = value('data');
    const ids = value('id');
    const isComment = open.every(({ text }) => text.startsWith(':') || text === '');
    const kind = isComment ? 'comment' : !isEnded ? 'pending' : data.length > 0 ? 'event' : 'discarded';
    lastId = ids.at(-1) ?? lastId;
    const whole = isComment ? first.text.slice(1).trim() : data.join('\n');
    const row: EventRow = {
      key: blocks.length,
      kind,
      id: isComment ? '' : lastId,
      idInherited: ids.length === 0,
      type: value('event').at(-1) ?? 'message',
      data: whole.slice(0, 300),
      truncated: whole.length > 300,
      at: last.at,
      delta: before === null ? null : last.at - before,
      size: last.end + 1 - first.start,
      why: WHY[kind] ?? null,
      connection: 's1',
      direction: null,
      range: [first.start, last.isEnded ? last.end + 1 : last.end],
    };
    before = last.at;
    blocks.push({ row, lines: open, data: whole, id: lastId });
    open = [];
  };
  for (const line of lines) {
    open.push(line);
    if ((line.text === '' || line.text.startsWith(':')) && line.isEnded) close(true);
  }
  close(false);
  return blocks;
}

const WHY: Partial<Record<EventRow['kind'], string>> = {
  discarded: 'no data line, so nothing was dispatched',
  pending: 'not dispatched yet: the blank line that ends it has not come',
};

function detailOf(block: Block | undefined, chunks: readonly FakeChunk[]): BlockDetail | null {
  const first = block?.lines[0];
  const last = block?.lines.at(-1);
  if (!block || !first || !last) return null;
  const { row } = block;
  const isOut = row.kind === 'event';
  const lines = mergeOf(block);
  return {
    key: row.key,
    outcome: isOut ? 'dispatched' : row.kind === 'pending' ? 'pending' : 'no-data',
    summary: isOut ? 'Dispatched at the blank line.' : (row.why ?? 'A comment: nothing is dispatched.'),
    lineCount: lines.length,
    lines: (start, end) => lines.slice(start, end),
    result: isOut
      ? {
          type: row.type,
          id: row.id,
          idInherited: row.idInherited,
          data: block.data,
          dataLines: block.data.split('\n').length,
        }
      : null,
    duration: (chunks[last.lastChunk - 1]?.at ?? 0) - (chunks[first.firstChunk - 1]?.at ?? 0),
    chunks: last.lastChunk - first.firstChunk + 1,
    firstChunk: first.firstChunk,
    range: row.range ?? [0, 0],
  };
}

function rawOf(chunks: readonly FakeChunk[], lines: readonly Line[], blocks: readonly Block[]): RawRow[] {
  const rows: RawRow[] = [];
  let offset = 0;
  chunks.forEach(({ at, text }, i) => {
    const before = chunks[i - 1]?.at;
    const delta = before === undefined ? null : at - before;
    rows.push({ kind: 'chunk', chunk: i + 1, at, delta, size: text.length, kept: true });
    for (const piece of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      const start = offset;
      offset += piece.length;
      const line = lines.find((one) => one.start === start);
      const block = blocks.find(({ row }) => row.range && row.range[0] <= start && start < row.range[1]);
      rows.push({
        kind: 'bytes',
        start,
        end: offset,
        chunk: i + 1,
        text: piece.replace('\n', '␊'),
        nameLength: line ? Math.max(0, line.text.indexOf(':')) : 0,
        comment: line?.text.startsWith(':') ?? false,
        row: block?.row.key ?? null,
      });
    }
  });
  return rows;
}
