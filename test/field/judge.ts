/** What the panel says of a tape, and whether it is what a case demands. */
import { type ChannelSummary, Channels, stateAt } from '../../src/channels/index.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { Findings } from '../../src/findings/findings.ts';
import { Tape, type TapeRecord } from '../../src/tape/index.ts';
import type { FieldCase, SaidOfRow } from './case.ts';

/** What a session calls quiet until the user says otherwise, milliseconds. */
const QUIET_LIMIT = 15_000;

const never = (): boolean => false;

/** A row of Streams as the panel shows it. */
export interface Said {
  readonly row: ChannelSummary;
  readonly state: SaidOfRow['state'] | 'suspended';
  readonly findings: readonly Finding[];
}

/** A tape of these records. */
export function tapeOf(records: readonly TapeRecord[]): Tape {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return tape;
}

/** What is said of each row, `later` milliseconds after the last record. */
export function saidOf(tape: Tape, later = 0): readonly Said[] {
  const channels = new Channels(tape);
  while (channels.update(never));
  const findings = new Findings(channels, () => QUIET_LIMIT);
  while (findings.update(never));
  return channels.rows().flatMap((row) => {
    if (row.kind !== 'stream') return [];
    const state = stateAt(row.state, tape.lastAt + later);
    const name = state.kind !== 'ended' ? state.kind : state.good ? 'over' : 'failed';
    return [{ row, state: name, findings: findings.of(row.id, tape.lastAt + later) }];
  });
}

/** All sentences of a row, a line each. */
export function textOf({ row, findings }: Said): string {
  const found = findings.map(
    ({ severity, rule, title, statement, fix }) => `${severity} ${rule}: ${title}. ${statement} ${fix}`,
  );
  return [row.verdict, ...row.warnings, ...found].join('\n');
}

/** What is not as the case demands; empty where all is. */
export function complaints(field: FieldCase, said: readonly Said[]): string[] {
  const wrong = said.length === field.rows.length ? [] : [`${said.length} rows, not ${field.rows.length}`];
  field.rows.forEach((demanded, index) => {
    const shown = said[index];
    if (shown) wrong.push(...ofRow(demanded, shown).map((text) => `row ${index + 1}: ${text}`));
  });
  return wrong;
}

function ofRow(demanded: SaidOfRow, said: Said): string[] {
  const wrong: string[] = [];
  if (said.state !== demanded.state) wrong.push(`it is “${said.state}”, not “${demanded.state}”`);
  for (const [name, value] of Object.entries(demanded.is ?? {})) {
    const shown = said.row[name as keyof ChannelSummary];
    if (shown !== value) wrong.push(`${name} is ${JSON.stringify(shown)}, not ${JSON.stringify(value)}`);
  }
  const found = said.findings.map(({ severity, rule }) => `${severity} ${rule}`);
  const demandedFindings: readonly string[] = demanded.findings;
  for (const each of demandedFindings) if (!found.includes(each)) wrong.push(`“${each}” was not found`);
  for (const each of found) {
    if (!each.startsWith('note ') && !demandedFindings.includes(each)) wrong.push(`“${each}” was found`);
  }
  const text = textOf(said);
  for (const each of demanded.says ?? []) if (!each.test(text)) wrong.push(`nothing says ${each}`);
  for (const each of demanded.never ?? []) if (each.test(text)) wrong.push(`something says ${each}`);
  return wrong.length > 0 ? [...wrong, `it says:\n${text}`] : [];
}
