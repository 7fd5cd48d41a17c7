import { count } from '../../../src/format/numbers.ts';
import type { Evidence, Finding, Severity, Span } from '../../types.ts';

/** A place in time that a finding rests on. */
export interface FindingMark {
  /** Tape time, milliseconds. */
  readonly at: number;
  readonly finding: Finding;
  /** Null where there is none: then the finding as a whole is meant. */
  readonly evidence: Evidence | null;
}

/** Marks so near to one another that they are one sign. */
export interface MarkGroup {
  /** In px from the picture's left edge. */
  readonly x: number;
  /** The gravest of them. */
  readonly severity: Severity;
  readonly marks: readonly FindingMark[];
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * Where findings lie in time, in order.
 * @param timeOf the tape time of what evidence names; null where it is not known, or nothing of its own.
 */
export function marksOf(
  findings: readonly Finding[],
  timeOf: (evidence: Evidence) => number | null,
): FindingMark[] {
  const marks = findings.flatMap((finding): FindingMark[] =>
    finding.evidence.length === 0
      ? [{ at: finding.since, finding, evidence: null }]
      : finding.evidence.map((evidence) => ({ at: timeOf(evidence) ?? finding.since, finding, evidence })),
  );
  return marks.sort((a, b) => a.at - b.at);
}

/** Those in view, as signs that do not overlap: at most one in `apart` px, however many marks there are. */
export function groupMarks(
  marks: readonly FindingMark[],
  [from, to]: Span,
  width: number,
  apart: number,
): MarkGroup[] {
  const groups: { x: number; severity: Severity; marks: FindingMark[] }[] = [];
  for (const mark of marks) {
    if (mark.at < from || mark.at >= to) continue;
    const x = ((mark.at - from) / (to - from)) * width;
    const { severity } = mark.finding;
    const last = groups.at(-1);
    if (!last || x - last.x >= apart) groups.push({ x, severity, marks: [mark] });
    else {
      last.marks.push(mark);
      if (ORDER[severity] < ORDER[last.severity]) last.severity = severity;
    }
  }
  return groups;
}

/** Places of a finding that are only counted: there is no sign for them. */
export function unmarkedOf({ count, evidence }: Finding): number {
  return evidence.length > 0 ? Math.max(0, count - evidence.length) : 0;
}

const NAMES: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };

/** "Warning: Missing heartbeat (silent for 41 s)"; a line each for those of one sign, the gravest first. */
export function markTexts(marks: readonly FindingMark[]): string[] {
  const byRule = new Map<string, FindingMark[]>();
  for (const mark of marks) {
    const same = byRule.get(mark.finding.rule);
    if (same) same.push(mark);
    else byRule.set(mark.finding.rule, [mark]);
  }
  return [...byRule.values()]
    .sort(([a], [b]) => orderOf(a) - orderOf(b))
    .flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      const span = same.length === 1 && first.evidence?.kind === 'span' ? [first.evidence.text] : [];
      const { count: all, evidence, severity, title } = first.finding;
      const notes = [
        ...span,
        ...(same.length > 1 ? [`${count(same.length)} places`] : []),
        ...(unmarkedOf(first.finding) > 0
          ? [`of ${count(all)} in all ${count(evidence.length)} are marked`]
          : []),
      ];
      return [`${NAMES[severity]}: ${title}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`];
    });
}

function orderOf(mark: FindingMark | undefined): number {
  return mark ? ORDER[mark.finding.severity] : 0;
}

/** Stretches of a connection that a warning or an error is about, for red. */
export interface Alarm {
  readonly connection: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function alarmsOf(findings: readonly Finding[]): Alarm[] {
  return findings.flatMap(({ severity, title, evidence }) =>
    severity === 'note'
      ? []
      : evidence.flatMap((one) =>
          one.kind === 'span'
            ? [
                {
                  connection: one.connection,
                  from: one.from,
                  to: one.to,
                  text: `${title}: ${one.text}`,
                },
              ]
            : [],
        ),
  );
}
