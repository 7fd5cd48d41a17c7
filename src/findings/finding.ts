/** What a rule reports of a channel: plain data, so that it crosses to the panel as it is. */

/** error: it does not work; warning: it will cause trouble; note: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** What a finding rests on, one click away. `text` names it on its button. */
export type Evidence =
  /** The row of the Events grid that holds the byte at `offset` of a connection, of a WebSocket among its payloads. */
  | { readonly kind: 'row'; readonly connection: string; readonly offset: number; readonly text: string }
  /** Bytes on the wire, `end` exclusive. */
  | {
      readonly kind: 'bytes';
      readonly connection: string;
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }
  /** A header of the response, or its absence. */
  | { readonly kind: 'header'; readonly connection: string; readonly name: string; readonly text: string }
  /** A stretch of time, milliseconds on the tape's clock; `offset`: the last byte before it, -1 where none had come. */
  | {
      readonly kind: 'span';
      readonly connection: string;
      readonly offset: number;
      readonly from: number;
      readonly to: number;
      readonly text: string;
    }
  /** A connection in Connections: one of a chain, a cycle of a poll loop, or a socket. */
  | { readonly kind: 'connection'; readonly connection: string; readonly text: string };

/** What an observer reports when it is read. */
export interface Report {
  readonly statement: string;
  readonly count: number;
  readonly evidence: readonly Evidence[];
  readonly since: number;
  readonly at: number;
  readonly ongoing?: boolean;
  /** Milliseconds from one heartbeat to the next, where one is missing now. */
  readonly every?: number;
  /** Where this case is graver, or less grave, than the rule's own. */
  readonly severity?: Severity;
  /** What to do in this very case, where the rule knows better than in general. */
  readonly fix?: string;
}

/** One finding a rule and channel, however often it holds. */
export interface Finding {
  /** Id of the rule, and of its section in docs/findings.md. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** One line with the figures of this very case. */
  readonly statement: string;
  /** How often it was seen. */
  readonly count: number;
  /** The first few of {@link count}. */
  readonly evidence: readonly Evidence[];
  /** Tape time it was first and last seen, milliseconds. */
  readonly since: number;
  readonly at: number;
  /** Still continuing, as a silence that lasts. */
  readonly ongoing: boolean;
  /** Milliseconds from one heartbeat to the next, where one is missing now. */
  readonly every?: number;
  readonly why: string;
  readonly fix: string;
  /** Where it is written: section of a standard, RFC, vendor documentation. */
  readonly source: string;
}

/** Evidence kept of one finding; the rest is counted. */
export const MAX_EVIDENCE = 50;

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Sorts the graver first. */
export function bySeverity(a: { readonly severity: Severity }, b: { readonly severity: Severity }): number {
  return ORDER[a.severity] - ORDER[b.severity];
}
