import { count } from '../format/numbers.ts';
import { largest, smallest } from '../tape/index.ts';
import { bySeverity, type Evidence, type Finding, MAX_EVIDENCE } from './finding.ts';

/** So many connections that failed are a warning, though a later one opened. */
const OFTEN = 3;

/**
 * Findings of a channel's connections as the channel's: one a rule. The latest connection's words, the sum of all counts.
 * @param isOver whether what a rule found before the latest connection is over, since that one opened: it is less grave then.
 */
export function fold(
  connections: readonly (readonly Finding[])[],
  isOver: (rule: string) => boolean = () => false,
): Finding[] {
  if (connections.length <= 1) return [...(connections[0] ?? [])];
  const byRule = new Map<string, Found[]>();
  for (const [index, findings] of connections.entries()) {
    for (const finding of findings) {
      const same = byRule.get(finding.rule);
      if (same) same.push({ finding, index });
      else byRule.set(finding.rule, [{ finding, index }]);
    }
  }
  const all = [...byRule].map(([rule, found]) =>
    isOver(rule) ? lessGrave(joined(found), found.length) : joined(found),
  );
  return all.sort(bySeverity);
}

/** What a rule found on connection `index` (from 0) of a channel. */
interface Found {
  readonly finding: Finding;
  readonly index: number;
}

function lessGrave(finding: Finding, connections: number): Finding {
  const severity = connections < OFTEN ? 'note' : finding.severity === 'note' ? 'note' : 'warning';
  return { ...finding, severity, statement: `${finding.statement} A later connection opened.` };
}

function joined(found: readonly Found[]): Finding {
  const findings = found.map(({ finding }) => finding);
  const last = findings.at(-1) as Finding;
  const evidence = firstOf(found);
  if (findings.length === 1) return { ...last, evidence };
  const gravest = [...findings].sort(bySeverity)[0] ?? last;
  return {
    ...last,
    severity: gravest.severity,
    statement: `On ${count(findings.length)} connections (most recently): ${inSentence(last.statement)}`,
    count: findings.reduce((sum, finding) => sum + finding.count, 0),
    evidence,
    since: smallest(findings.map((finding) => finding.since)),
    at: largest(findings.map((finding) => finding.at)),
    ongoing: findings.some((finding) => finding.ongoing),
  };
}

/** Words that begin a statement with a capital only because they begin it. A name, a header or an acronym keeps its own. */
const ORDINARY = /^(A|After|An|At|Every|In|It|Its|No|Of|On|One|The|This|Up)(?= )/;

const inSentence = (statement: string): string => statement.replace(ORDINARY, (word) => word.toLowerCase());

function firstOf(found: readonly Found[]): Evidence[] {
  const all: Evidence[] = [];
  for (const { finding, index } of found) {
    if (all.length >= MAX_EVIDENCE) break;
    all.push(...finding.evidence.map((one) => numbered(one, index + 1)));
  }
  return all.slice(0, MAX_EVIDENCE);
}

/** Evidence whose text is the same on every connection says which one it is of. */
function numbered(evidence: Evidence, connection: number): Evidence {
  if (evidence.kind === 'header') return { ...evidence, text: `connection ${connection}: ${evidence.text}` };
  return evidence.kind === 'connection' && evidence.text === 'connection'
    ? { ...evidence, text: `connection ${connection}` }
    : evidence;
}
