import { plural } from '../../format/numbers.ts';
import type { PlainRecord } from '../../tape/index.ts';

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
      return `Gap: ${record.why}${record.bytes === undefined ? '' : ` (${plural(record.bytes, 'byte')} missing)`}`;
    case 'suspend':
      return 'Suspended: the page went into the back/forward cache';
    case 'resume':
      return 'Resumed: the page came back from the back/forward cache';
    case 'fidelity':
      return `From here on: ${FIDELITY[record.level]}${record.why ? ` (${record.why})` : ''}`;
    default:
      return '';
  }
}

/** Whether a fact has a row of its own. @param fidelities how many of them there were, with this one. */
export function isNote(record: PlainRecord, fidelities: number): boolean {
  switch (record.kind) {
    case 'gap':
    case 'suspend':
    case 'resume':
      return true;
    case 'fidelity':
      return fidelities > 1;
    default:
      return false;
  }
}
