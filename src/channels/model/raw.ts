/** The wire as it came: a header row a chunk, then its bytes cut at line ends and at a stated width. */
export interface RawView {
  readonly count: number;
  readonly working: number | null;
  rows(start: number, end: number): readonly RawRow[];
  /** Row that holds the byte at `offset`, or -1. */
  indexOf(offset: number): number;
  close(): void;
}

/** What of a range came in one chunk. */
export interface ChunkPart {
  /** 1-based. */
  readonly chunk: number;
  /** Tape time, milliseconds. */
  readonly at: number;
  readonly size: number;
  /** Its begin, control characters and line ends visible. */
  readonly text: string;
  readonly truncated: boolean;
}

/** The chunks that a range of bytes came in. */
export interface ChunkParts {
  /** The first few hundred. */
  readonly parts: readonly ChunkPart[];
  readonly count: number;
  /** From the first chunk to the last, milliseconds. */
  readonly duration: number;
}

export type RawRow =
  | {
      readonly kind: 'chunk';
      /** 1-based. */
      readonly chunk: number;
      readonly at: number;
      readonly delta: number | null;
      readonly size: number;
      /** False where only the length is known. */
      readonly kept: boolean;
    }
  | {
      readonly kind: 'bytes';
      readonly start: number;
      readonly end: number;
      readonly chunk: number;
      /** The text, control characters and line ends visible; bytes that are not whole characters as ⟨hex⟩. */
      readonly text: string;
      /** Field name at the start of `text` to colour, in characters; 0 where the row does not begin a line. */
      readonly nameLength: number;
      readonly comment: boolean;
      /** Key of the Events row this belongs to, or null. */
      readonly row: number | null;
    };
