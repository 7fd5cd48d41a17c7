/** What the panel says of a tape, and whether it is what a case demands. */
import { type ChannelSummary, Channels, type RequestGroup, stateAt } from '../../src/channels/index.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { Findings } from '../../src/findings/findings.ts';
import { Tape, type TapeRecord } from '../../src/tape/index.ts';
import type { FieldCase, SaidOfGroup, SaidOfRow } from './case.ts';

/** What a session calls quiet until the user says otherwise, milliseconds. */
const QUIET_LIMIT = 15_000;

const never = (): boolean => false;

/** A row of Streams as the panel shows it. */
export interface Said {
  readonly row: ChannelSummary;
  readonly state: SaidOfRow['state'] | 'suspended';
  readonly findings: readonly Finding[];
  /** Why it is a poll loop, as Overview says; none for a row of another kind. */
  readonly why: readonly string[];
}

/** A tape of these records. */
export function tapeOf(records: readonly TapeRecord[]): Tape {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return tape;
}

/** What both grids say. */
export interface Shown {
  readonly rows: readonly Said[];
  /** Of the grid Requests. */
  readonly groups: readonly RequestGroup[];
}

/** What is said of a tape, `later` milliseconds after its last record. */
export function shownOf(tape: Tape, later = 0): Shown {
  const channels = new Channels(tape);
  while (channels.update(never));
  const findings = new Findings(channels, () => QUIET_LIMIT);
  while (findings.update(never));
  const rows = channels.rows().flatMap((row): Said[] => {
    if (row.kind !== 'stream') return [];
    const state = stateAt(row.state, tape.lastAt + later);
    const name =
      state.kind === 'unrecorded'
        ? 'over'
        : state.kind !== 'ended'
          ? state.kind
          : state.good
            ? 'over'
            : 'failed';
    const why = channels.loop(row.id)?.overview().why ?? [];
    return [{ row, state: name, findings: findings.of(row.id, tape.lastAt + later), why }];
  });
  return { rows, groups: channels.polls.repeating().groups };
}

/** All sentences of a row, a line each. */
export function textOf({ row, findings, why }: Said): string {
  const found = findings.map(
    ({ severity, rule, title, statement, fix }) => `${severity} ${rule}: ${title}. ${statement} ${fix}`,
  );
  return [row.verdict, ...row.warnings, ...why, ...found].join('\n');
}

/** What else a row says of itself, as the name of a known client. Its name and address are the page’s. */
function wordsOf({ name: _, url: __, transport: ___, ...rest }: ChannelSummary): string {
  return Object.values(rest)
    .filter((value) => typeof value === 'string')
    .join('\n');
}

/** All sentences of a group, a line each. */
export function textOfGroup({ why, failing }: RequestGroup): string {
  return failing === null ? why : `${why}\n${failing}`;
}

/** What is not as the case demands; empty where all is. */
export function complaints(field: FieldCase, { rows, groups }: Shown): string[] {
  const wrong = rows.length === field.rows.length ? [] : [`${rows.length} rows, not ${field.rows.length}`];
  field.rows.forEach((demanded, index) => {
    const shown = rows[index];
    if (shown) wrong.push(...ofRow(demanded, shown).map((text) => `row ${index + 1}: ${text}`));
  });
  if (field.requests) wrong.push(...ofGroups(field.requests, groups));
  const all = [...rows.map(textOf), ...groups.map(textOfGroup)].join('\n');
  for (const each of field.never ?? []) if (each.test(all)) wrong.push(`something says ${each}`);
  return wrong;
}

function ofGroups(demanded: readonly SaidOfGroup[], groups: readonly RequestGroup[]): string[] {
  const wrong = groups.length === demanded.length ? [] : [`${groups.length} groups, not ${demanded.length}`];
  demanded.forEach((each, index) => {
    const shown = groups[index];
    if (shown) wrong.push(...ofGroup(each, shown).map((text) => `group ${index + 1}: ${text}`));
  });
  return wrong;
}

function ofGroup(demanded: SaidOfGroup, group: RequestGroup): string[] {
  const wrong: string[] = [];
  const { endpoint, label, requests, questions, isFailing = false } = demanded;
  if (!endpoint.test(group.endpoint)) wrong.push(`it is “${group.endpoint}”, not ${endpoint}`);
  if (group.label !== label) wrong.push(`its label is “${group.label}”, not “${label}”`);
  for (const [name, value] of Object.entries({ requests, questions })) {
    const shown = group[name as 'requests' | 'questions'];
    if (value !== undefined && shown !== value) wrong.push(`${name} is ${shown}, not ${value}`);
  }
  if ((group.failing !== null) !== isFailing) wrong.push(isFailing ? 'it is not failing' : 'it is failing');
  const text = textOfGroup(group);
  for (const each of demanded.says ?? []) if (!each.test(text)) wrong.push(`nothing says ${each}`);
  for (const each of demanded.never ?? []) if (each.test(text)) wrong.push(`something says ${each}`);
  return wrong.length > 0 ? [...wrong, `it says:\n${text}`] : [];
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
  const all = `${text}\n${wordsOf(said.row)}`;
  for (const each of demanded.says ?? []) if (!each.test(all)) wrong.push(`nothing says ${each}`);
  for (const each of demanded.never ?? []) if (each.test(text)) wrong.push(`something says ${each}`);
  return wrong.length > 0 ? [...wrong, `it says:\n${text}`] : [];
}
