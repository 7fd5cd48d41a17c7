/** What is said of a healthy page at each record of its tape, and whether all of that is right. */
import {
  type ChannelSummary,
  Channels,
  type RepeatingRequests,
  type RequestsLabel,
  stateAt,
} from '../../../src/channels/index.ts';
import type { Finding } from '../../../src/findings/finding.ts';
import { Findings } from '../../../src/findings/findings.ts';
import { Excerpt, Tape } from '../../../src/tape/index.ts';
import type { HealthyPage, HealthyRequests, HealthyRow, RowKind } from './page.ts';

/** What a session calls quiet until the user says otherwise, milliseconds. */
const QUIET_LIMIT = 15_000;
/** How long one looks on after the last record, milliseconds: less than any silence that is worth a word. */
const LOOK_ON = 4000;

/** A page that repeats nothing was recorded in vain. */
const MIN_REQUESTS = 3;

const never = (): boolean => false;

/** Words by which one kind of poll is told from the other. */
const OTHER_KIND: Partial<Record<RowKind, RegExp>> = {
  'short poll': /long poll/i,
  'long poll': /short poll/i,
};

interface Seen {
  /** What was said of each row at any moment: by the row's id, the finding's grade and rule, and what it said first. */
  readonly findings: Map<string, Map<string, Finding>>;
  /** Rows that were there at any moment, as they were last. */
  readonly rows: Map<string, ChannelSummary>;
  /** Those of the end. */
  readonly last: readonly ChannelSummary[];
  readonly requests: RepeatingRequests;
  /** Labels that a group of Requests had at any moment, and why it was said to fail. */
  readonly labels: Map<string, Set<RequestsLabel>>;
  readonly failing: Map<string, string>;
  /** Tape time of the last record: the states are those of then, since the recording ends and not the page. */
  readonly now: number;
}

/** Looks at a tape as one who looks all the time: before each record that is later than the one before it, and after the last. */
function watch(whole: Tape): Seen {
  const tape = new Tape();
  const channels = new Channels(tape);
  const findings = new Findings(channels, () => QUIET_LIMIT);
  const said: Seen['findings'] = new Map();
  const rows: Seen['rows'] = new Map();
  const labels: Seen['labels'] = new Map();
  const failing: Seen['failing'] = new Map();
  const look = (now: number): readonly ChannelSummary[] => {
    while (channels.update(never));
    while (findings.update(never));
    const shown = channels.rows().filter((row) => row.kind === 'stream');
    for (const row of shown) {
      rows.set(row.id, row);
      const ofRow = said.get(row.id) ?? new Map<string, Finding>();
      said.set(row.id, ofRow);
      for (const finding of findings.of(row.id, now)) {
        const key = `${finding.severity} ${finding.rule}`;
        if (!ofRow.has(key)) ofRow.set(key, finding);
      }
    }
    for (const { endpoint, label, failing: why } of channels.polls.repeating().groups) {
      labels.set(endpoint, (labels.get(endpoint) ?? new Set()).add(label));
      if (why !== null) failing.set(endpoint, why);
    }
    return shown;
  };
  for (const record of new Excerpt(whole).records()) {
    if (record.at > tape.lastAt) look(record.at);
    tape.append(record);
  }
  look(tape.lastAt);
  const now = tape.lastAt;
  const last = look(now + LOOK_ON);
  return { findings: said, rows, last, requests: channels.polls.repeating(), labels, failing, now };
}

/** What is not right of a page; empty where all is. */
export function complaintsOf(page: HealthyPage, tape: Tape): string[] {
  const seen = watch(tape);
  const asked = [...new Excerpt(tape).records()].filter(({ kind }) => kind === 'request').length;
  if (asked < MIN_REQUESTS && page.rows.every(({ kind }) => kind !== 'WebSocket'))
    return [`The page asked ${asked} times: it did not do what it is to do.`];
  return [...ofStreams(page.rows, seen), ...ofRequests(page.requests ?? [], seen)];
}

function ofStreams(right: readonly HealthyRow[], seen: Seen): string[] {
  const wrong: string[] = [];
  const left = [...seen.last];
  for (const row of right) {
    const at = left.findIndex((shown) => row.url.test(`${shown.name} ${shown.url}`));
    const [shown] = at < 0 ? [] : left.splice(at, 1);
    if (!shown) wrong.push(`Streams has no row ${row.kind} ${row.url}`);
    else wrong.push(...ofRow(row, shown, seen).map((text) => `${shown.name}: ${text}`));
  }
  for (const shown of left) wrong.push(`Streams has ${nameOf(shown)}, and should not`);
  const ids = new Set(seen.last.map(({ id }) => id));
  for (const gone of seen.rows.values())
    if (!ids.has(gone.id)) wrong.push(`Streams had ${nameOf(gone)}, and has it no more`);
  return [...new Set(wrong)];
}

function ofRow(right: HealthyRow, shown: ChannelSummary, seen: Seen): string[] {
  const wrong: string[] = [];
  const found = [...(seen.findings.get(shown.id)?.values() ?? [])];
  const text = [shown.verdict, ...found.map((each) => `${each.title} ${each.statement} ${each.fix}`)].join(
    '\n',
  );
  const state = stateAt(shown.state, seen.now);
  const name = state.kind !== 'ended' ? state.kind : state.good ? 'over' : 'failed';
  if (name !== (right.state ?? 'open')) wrong.push(`it is “${name}”, not “${right.state ?? 'open'}”`);
  if (!right.transport.includes(shown.transport))
    wrong.push(`it is of transport “${shown.transport}”, not “${right.transport.join('” or “')}”`);
  if (shown.failing) wrong.push('it is said to fail');
  if (OTHER_KIND[right.kind]?.test(text)) wrong.push(`it is no ${right.kind}:\n${text}`);
  if (isClient(right.kind) && !namesOf(shown).includes(right.kind)) wrong.push(`nothing says ${right.kind}`);
  for (const warning of shown.warnings) wrong.push(`warns: ${warning}`);
  for (const { severity, rule, statement, fix } of found)
    if (severity !== 'note' || !right.notes?.includes(rule))
      wrong.push(`says ${severity} ${rule}: ${statement} ${fix}`);
  return wrong;
}

const CLIENTS: readonly RowKind[] = ['Engine.IO', 'SockJS', 'SignalR', 'Bayeux', 'Phoenix', 'message_bus'];
const isClient = (kind: RowKind): boolean => CLIENTS.includes(kind);

/** All that a row says of itself in words, its address and its name left out: these are the page’s. */
const namesOf = ({ name: _, url: __, ...rest }: ChannelSummary): string =>
  Object.values(rest)
    .filter((value) => typeof value === 'string')
    .join('\n');

const nameOf = ({ transport, name, connections }: ChannelSummary): string =>
  `a row ${transport} ${name} (${connections})`;

function ofRequests(right: readonly HealthyRequests[], { requests, labels, failing }: Seen): string[] {
  const wrong: string[] = [];
  const left = [...requests.groups];
  for (const { endpoint, label } of right) {
    const at = left.findIndex((group) => endpoint.test(group.endpoint));
    const [group] = at < 0 ? [] : left.splice(at, 1);
    if (!group) wrong.push(`Requests has no row ${endpoint}`);
    else if (!label.includes(group.label))
      wrong.push(`${group.endpoint} is “${group.label}”, not “${label.join('” or “')}”: ${group.why}`);
  }
  for (const { endpoint, label } of left)
    wrong.push(`Requests has a row ${endpoint} (${label}), and should not`);
  for (const [endpoint, had] of labels)
    for (const label of had)
      if (label.endsWith('-poll') && !right.some((each) => each.label.includes(label)))
        wrong.push(`${endpoint} was called ${label} for a while`);
  for (const [endpoint, why] of failing) wrong.push(`${endpoint} was said to fail: ${why}`);
  return wrong;
}
