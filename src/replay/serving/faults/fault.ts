import type { Recording } from '../recording.ts';

/** What is made of a recording. A fault keeps the order, and says in `notes` where it cannot be done. */
export type Apply = (recording: Recording, value: number) => Recording;

/** A fault on demand: one file each, listed in `index.ts`. */
export interface Fault {
  /** Its name in an address: `?cut=100`. */
  readonly name: string;
  /** The number that goes with it, as the user is asked for it. */
  readonly label: string;
  /** What it does, in words for the dialog. */
  readonly help: string;
  /** Why the browser cannot do it, which gives the whole body at once; a sentence. Absent where it can. */
  readonly notByBrowser?: string;
  /** The value that is proposed. */
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly apply: Apply;
}

export function withNote(recording: Recording, note: string): Recording {
  return { ...recording, notes: [...recording.notes, note] };
}
