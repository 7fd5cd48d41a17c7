import type { MergeLine } from '../types.ts';
import type { Block } from './fake-text.ts';

/** The lines of a block with their effects, for the test double in `fake-text.ts`. */
export function mergeOf({ lines, row }: Block): MergeLine[] {
  const after = { type: '', id: '', data: '' };
  return lines.map((line, i) => {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line.text) ?? [];
    const field = line.text === '' ? 'blank' : name === '' ? 'comment' : isField(name) ? name : 'unknown';
    const later = lines.findIndex((other, j) => j > i && other.text.startsWith(`${name}:`));
    const isOverwritten = (field === 'event' || field === 'id') && later >= 0;
    if (field === 'event') after.type = value;
    if (field === 'id') after.id = value;
    if (field === 'data') after.data += `${value}\n`;
    const said = effectOf(field, isOverwritten ? later + 1 : null, row.kind === 'event');
    if (field === 'blank') after.data = after.type = '';
    return {
      number: i + 1,
      firstChunk: line.firstChunk,
      lastChunk: line.lastChunk,
      at: line.at,
      start: line.start,
      end: line.end,
      endWithTerminator: line.isEnded ? line.end + 1 : line.end,
      field,
      text: line.text,
      nameLength: field === 'comment' || field === 'blank' ? 0 : name.length,
      terminator: line.isEnded ? 'LF' : 'none',
      effect: said[0],
      effectKind: said[1],
      overwrittenBy: isOverwritten ? later + 1 : null,
      buffersAfter: { ...after },
    };
  });
}

function isField(name: string): name is 'data' | 'event' | 'id' | 'retry' {
  return ['data', 'event', 'id', 'retry'].includes(name);
}

function effectOf(
  field: MergeLine['field'],
  by: number | null,
  isOut: boolean,
): readonly [string, MergeLine['effectKind']] {
  if (by !== null)
    return [`sets the ${field === 'id' ? 'ID' : 'type'}; overwritten by line ${by}`, 'overwritten'];
  switch (field) {
    case 'event':
      return ['sets the type', 'sets'];
    case 'id':
      return ['sets the ID', 'sets'];
    case 'data':
      return ['appends to the data, and a newline', 'appends'];
    case 'retry':
      return ['sets the reconnection time', 'sets'];
    case 'comment':
      return ['a comment, ignored', 'comment'];
    case 'blank':
      return isOut ? ['dispatches the event', 'dispatches'] : ['nothing to dispatch: no data', 'discards'];
    case 'unknown':
      return ['ignored: no such field', 'ignored'];
  }
}
