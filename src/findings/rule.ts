import type { RowKind, Segment, StreamChannel } from '../channels/index.ts';
import type { Field } from '../sse/index.ts';
import type { ListenersRecord } from '../tape/index.ts';
import type { Evidence, Severity } from './finding.ts';

/** What a rule may look at besides the connection it watches. */
export interface Around {
  /** Event streams of this tape that hold an HTTP/1.1 connection to the host, in the order they were asked for. */
  readonly holding: (host: string) => readonly StreamChannel[];
  readonly listeners: (url: string) => ListenersRecord | null;
  /** Milliseconds of silence that the user calls quiet. */
  readonly quietLimit: () => number;
  /**
   * Whether silence from `from` to `to` (tape time, milliseconds) means nothing: the machine slept, capture was off or
   * has a hole, or the page lay in the back/forward cache.
   */
  readonly disturbed: (from: number, to: number) => boolean;
}

/** What a watcher reports when it is asked. */
export interface Report {
  readonly statement: string;
  readonly count: number;
  readonly evidence: readonly Evidence[];
  readonly since: number;
  readonly at: number;
  readonly ongoing?: boolean;
  /** Where this case is graver, or less grave, than the rule's own. */
  readonly severity?: Severity;
}

/** A line of the stream that has come whole. The object is used again for the next one. */
export interface LineAt {
  segment: Segment;
  line: number;
  field: Field;
}

/** A row of the stream. The object is used again for the next one. */
export interface RowAt {
  key: number;
  kind: RowKind;
  /** The number that goes with the kind; see `RowKind`. */
  ref: number;
  /** Tape time, milliseconds. */
  at: number;
}

/**
 * A rule at work on one connection. It is handed everything once, in order, and keeps numbers: what it does for a line
 * or a row must cost next to nothing, because they come in millions.
 */
export interface Watcher {
  /** Called for lines of these fields. */
  readonly line?: { readonly of: readonly Field[]; readonly take: (line: LineAt) => void };
  /** Called for rows. Those of a chunk's bytes come before the chunk itself. */
  readonly row?: (row: RowAt) => void;
  /** Called for each chunk, by its number in the connection. */
  readonly chunk?: (chunk: number) => void;
  /** What there is to say at tape time `now`; null where all is well. Called at each look: it must be cheap. */
  readonly report: (now: number) => Report | null;
}

export interface Rule {
  /** kebab-case; the id of its section in docs/findings.md. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters. */
  readonly why: string;
  /** What to do on the server, the proxy or the client. */
  readonly fix: string;
  /** Section of a standard, RFC or vendor documentation. */
  readonly source: string;
  begin(stream: StreamChannel, around: Around): Watcher;
}
