import { Field } from '../../../sse/index.ts';
import type { BlockDetail, MergeLine } from '../../model/block.ts';
import type { BufferState } from './buffers.ts';

/** What is known of a line when its effect is put into words. */
export interface LineFacts {
  readonly field: Field;
  /** False for an `id` with NUL and a `retry` that is no number. */
  readonly counts: boolean;
  readonly finished: boolean;
  /** The reader's number of the line that overwrites it, or null. */
  readonly overwrittenBy: number | null;
  readonly outcome: BlockDetail['outcome'];
  readonly before: BufferState;
  readonly value: string;
  /** The line's visible text. */
  readonly name: string;
}

interface Effect {
  readonly effect: string;
  readonly kind: MergeLine['effectKind'];
}

/** What a line does to the buffers (WHATWG HTML, 9.2.6), without the number of an overwriting line: the view adds it. */
export function effectOf(line: LineFacts): Effect {
  if (!line.finished) {
    return { effect: 'No effect: the line has not ended', kind: 'unfinished' };
  }
  switch (line.field) {
    case Field.Blank:
      return blankEffect(line);
    case Field.Comment:
      return { effect: 'Comment: the browser ignores it; it keeps the connection alive', kind: 'comment' };
    case Field.Data:
      return line.before.dataLines === 0
        ? { effect: 'Appends to data', kind: 'appends' }
        : { effect: 'Appends to data, joined with a newline', kind: 'appends' };
    case Field.Event:
      return sets(line, `Sets the type to “${short(line.value)}”`);
    case Field.Id:
      if (!line.counts)
        return { effect: 'Ignored: an id with a NUL character does not count', kind: 'ignored' };
      return sets(line, `Sets the last event ID to “${short(line.value)}”`);
    case Field.Retry:
      if (!line.counts) return { effect: 'Ignored: retry takes ASCII digits only', kind: 'ignored' };
      return { effect: `Sets the reconnection time to ${short(line.value)} ms`, kind: 'sets' };
    case Field.Unknown:
      return {
        effect: `Ignored: no field is named “${short(line.name.split(':', 1)[0] ?? '')}”`,
        kind: 'ignored',
      };
  }
}

function sets(line: LineFacts, effect: string): Effect {
  return line.overwrittenBy === null ? { effect, kind: 'sets' } : { effect, kind: 'overwritten' };
}

function blankEffect({ before, outcome }: LineFacts): Effect {
  if (outcome !== 'dispatched') {
    return { effect: 'Ends the block: no event, for it has no data', kind: 'discards' };
  }
  const type = before.type === '' ? 'message' : before.type;
  return { effect: `Dispatches the event “${short(type)}”`, kind: 'dispatches' };
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
