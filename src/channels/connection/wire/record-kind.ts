import { RecordState } from '../../../framing/index.ts';
import type { EventRow } from '../../model/events.ts';

/** What the row of a record is, and the word for it, by what became of the record. */
export function recordKind(state: RecordState): Pick<EventRow, 'kind' | 'label'> {
  return KINDS[state];
}

const KINDS = {
  [RecordState.Whole]: { kind: 'event' },
  [RecordState.Quiet]: { kind: 'comment', label: 'empty' },
  [RecordState.Broken]: { kind: 'discarded', label: 'broken' },
  [RecordState.Cut]: { kind: 'discarded', label: 'cut' },
  [RecordState.NotClosed]: { kind: 'discarded', label: 'not closed' },
} as const;
