import { count } from '../format/numbers.ts';
import { largest, smallest } from '../tape/index.ts';
import { bySeverity, type Finding, MAX_EVIDENCE } from './finding.ts';

/** Findings of a channel's connections as the channel's: one a rule. The latest connection's words, the sum of all counts. */
export function fold(connections: readonly (readonly Finding[])[]): Finding[] {
  if (connections.length <= 1) return [...(connections[0] ?? [])];
  const byRule = new Map<string, Finding[]>();
  for (const finding of connections.flat()) {
    const same = byRule.get(finding.rule);
    if (same) same.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  return [...byRule.values()].map(joined).sort(bySeverity);
}

function joined(findings: readonly Finding[]): Finding {
  const last = findings.at(-1) as Finding;
  if (findings.length === 1) return last;
  const gravest = [...findings].sort(bySeverity)[0] ?? last;
  return {
    ...last,
    severity: gravest.severity,
    statement: `On ${count(findings.length)} connections, at last: ${last.statement}`,
    count: findings.reduce((sum, finding) => sum + finding.count, 0),
    evidence: findings.flatMap((finding) => finding.evidence).slice(0, MAX_EVIDENCE),
    since: smallest(findings.map((finding) => finding.since)),
    at: largest(findings.map((finding) => finding.at)),
    ongoing: findings.some((finding) => finding.ongoing),
  };
}
