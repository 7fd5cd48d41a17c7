import { quoted } from '../../../../format/quoted.ts';
import type { EventRow } from '../../../model/events.ts';
import type { FilterKey } from './key.ts';

/** A message that a source reported is an event whose bytes are not known. */
const KINDS: ReadonlyMap<string, readonly EventRow['kind'][]> = new Map([
  ['event', ['event', 'message']],
  ['frame', ['frame']],
  ['comment', ['comment']],
  ['discarded', ['discarded']],
  ['pending', ['pending']],
  ['injected', ['injected']],
  ['note', ['note']],
]);
const NAMES = [...KINDS.keys()];

export const is: FilterKey = {
  name: 'is',
  example: 'is:comment',
  help: `the kind of row: ${NAMES.join(', ')}`,
  values: NAMES,
  joins: 'any',
  test(value) {
    const kinds = value.kind === 'text' ? KINDS.get(value.text.toLowerCase()) : undefined;
    if (kinds) return (row) => kinds.includes(row.kind);
    const said = value.kind === 'text' ? quoted(value.text) : `/${value.source}/`;
    return { wrong: `A row cannot be ${said}. It is one of ${NAMES.join(', ')}` };
  },
};
