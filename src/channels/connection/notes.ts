import { plural } from '../../format/numbers.ts';
import { isLoss, type PlainRecord } from '../../tape/index.ts';
import type { EventRow } from '../model/events.ts';

/** What is known of a stretch, in the panel's words. */
export const FIDELITY = {
  bytes: 'exact bytes',
  messages: 'messages only: no comments, chunks or retry',
  lengths: 'lengths only: no content',
} as const;

/** A fact that has a row of its own, in words; '' for those that have none. */
export function noteText(record: PlainRecord | undefined): string {
  switch (record?.kind) {
    case 'gap':
      if (!isLoss(record)) return record.why;
      return `Gap: ${record.why}${record.bytes === undefined ? '' : ` (${plural(record.bytes, 'byte')} missing)`}`;
    case 'suspend':
      return 'Suspended: the page went into the back/forward cache';
    case 'resume':
      return record.after === undefined ? 'Resumed: the page came back from the back/forward cache' : '';
    case 'fidelity':
      return `From here on: ${FIDELITY[record.level]}${record.why ? ` (${record.why})` : ''}`;
    default:
      return '';
  }
}

/** The cells of such a row that are not empty. */
export function noteCells(
  record: PlainRecord | undefined,
): Pick<EventRow, 'kind' | 'data' | 'why' | 'isChosen'> {
  const data = noteText(record);
  const isChosen = (record?.kind === 'gap' || record?.kind === 'fidelity') && !isLoss(record);
  return { kind: 'note', data, why: data, ...(isChosen && { isChosen }) };
}

/** Whether a fact has a row of its own. @param fidelities how many of them there were, with this one. */
export function isNote(record: PlainRecord, fidelities: number): boolean {
  switch (record.kind) {
    case 'gap':
    case 'suspend':
      return true;
    case 'resume':
      // After Record was off the gap says it.
      return record.after === undefined;
    case 'fidelity':
      return fidelities > 1;
    default:
      return false;
  }
}
