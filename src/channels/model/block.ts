export interface BlockDetail {
  readonly key: number;
  readonly outcome: 'dispatched' | 'no-data' | 'pending' | 'lost';
  /** One sentence: the outcome of the block. */
  readonly summary: string;
  readonly lineCount: number;
  /** Lines `start` to `end` (exclusive, 0-based). */
  lines(start: number, end: number): readonly MergeLine[];
  readonly result: {
    readonly type: string;
    readonly id: string;
    readonly idInherited: boolean;
    readonly data: string;
    readonly dataLines: number;
  } | null;
  /** From the first byte's chunk to the last one's, milliseconds. */
  readonly duration: number;
  readonly chunks: number;
  readonly firstChunk: number;
  readonly range: readonly [start: number, end: number];
}

export interface MergeLine {
  /** 1-based, within the block. */
  readonly number: number;
  /** 1-based chunk numbers in the connection; they differ where the line was cut. */
  readonly firstChunk: number;
  readonly lastChunk: number;
  /** When its line end came; of an unfinished line, its last byte. */
  readonly at: number;
  /** Byte range in the stream, without and with the line end. */
  readonly start: number;
  readonly end: number;
  readonly endWithTerminator: number;
  readonly field: 'data' | 'event' | 'id' | 'retry' | 'comment' | 'blank' | 'unknown';
  /** The line as it came, control characters visible, at most a few thousand characters. */
  readonly text: string;
  /** Length of the field name in `text`, for colour; 0 for comments and blank lines. */
  readonly nameLength: number;
  readonly terminator: 'LF' | 'CR' | 'CRLF' | 'none';
  readonly effect: string;
  readonly effectKind:
    | 'sets'
    | 'overwritten'
    | 'appends'
    | 'ignored'
    | 'dispatches'
    | 'discards'
    | 'comment'
    | 'unfinished';
  /** Number of the line that overwrites this one, or null. */
  readonly overwrittenBy: number | null;
  /** The standard's three buffers after this line. `data` keeps at most a few thousand characters. */
  readonly buffersAfter: { readonly type: string; readonly id: string; readonly data: string };
  /** The buffer that this line gave another content; null where it gave none. */
  readonly changes: 'type' | 'id' | 'data' | null;
}
