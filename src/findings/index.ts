/** What is wrong on a channel, why it matters and what to do about it. Pure; stands on channels, sse and tape. */
export type { Evidence, Finding, Severity } from './finding.ts';
export { Findings } from './findings.ts';
export type { ChainRule, PollRule, Rule, SocketRule, StreamRule } from './rule.ts';
export { RULES } from './rules/index.ts';
