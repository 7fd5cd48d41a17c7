/** Whether the silence of a rule is earned: without what it needs it must be listed as one that could not look, or speak all the same. */
import { derive } from '../../channels/testing/derive.ts';
import { Excerpt, Tape, type TapeRecord } from '../../tape/index.ts';
import type { Coverage } from '../coverage.ts';
import { Findings } from '../findings.ts';

const never = (): boolean => false;

/** What a record becomes where less is known. @param isStream whether it is of a connection of an event stream. */
type Less = (record: TapeRecord, isStream: boolean) => readonly TapeRecord[];

/** Ways in which less is known of a tape. */
export const LESS: Readonly<Record<string, Less>> = {
  'only messages are known': (record, isStream) => {
    if (isStream && record.kind === 'request')
      return [record, { kind: 'fidelity', at: record.at, on: record.on, level: 'messages' }];
    if (!isStream || record.kind !== 'chunk') return [record];
    return [{ kind: 'message', at: record.at, on: record.on, type: 'message', data: 'x', id: '' }];
  },
  'only lengths are known': (record, isStream) => {
    if (isStream && record.kind === 'request')
      return [record, { kind: 'fidelity', at: record.at, on: record.on, level: 'lengths' }];
    if (record.kind !== 'chunk') return [record];
    const { bytes: _, ...length } = record;
    return [length];
  },
  'responses were not reported': (record) => (record.kind === 'response' ? [] : [record]),
  'it was opened before recording': (record, isStream) => {
    if (record.kind === 'response' || record.kind === 'redirect') return [];
    return isStream && record.kind === 'request' ? [{ ...record, openBefore: true }] : [record];
  },
  'its request is not known': (record) => (record.kind === 'request' ? [] : [record]),
  'headers of requests were not reported': (record) => (record.kind === 'sent' ? [] : [record]),
  'listeners were not checked': (record) =>
    record.kind === 'listeners' || record.kind === 'unheard' ? [] : [record],
  'sizes and TCP connections were not reported': (record) => {
    if (record.kind === 'sent') {
      const { headerBytes: _, ...rest } = record;
      return [rest];
    }
    if (record.kind !== 'response') return [record];
    const { headerBytes: _, reused: _reused, ...rest } = record;
    return [rest];
  },
  'control frames were not reported': (record) =>
    record.kind === 'frame' && record.opcode >= 8 ? [] : [record],
  // What the page's thread did is no report on the connection.
  'nothing was reported but the request': (record) =>
    ['request', 'clock', 'busy'].includes(record.kind) ? [record] : [],
};

interface Look {
  readonly coverage: Coverage;
  readonly found: readonly string[];
}

/** A look at a channel of a tape. */
export function lookAt(tape: Tape, channel: string, now = tape.lastAt): Look {
  const findings = new Findings(derive(tape), () => 15_000);
  while (findings.update(never));
  return {
    coverage: findings.coverage(channel),
    found: findings.of(channel, now).map(({ rule }) => rule),
  };
}

/** The same tape with less on it. */
export function lessOf(tape: Tape, less: Less): Tape {
  const made = new Tape();
  const streams = new Set<string>();
  for (const record of new Excerpt(tape).records()) {
    if (record.kind === 'request' && record.via !== 'websocket' && !record.exchange) streams.add(record.on);
    const isStream = 'on' in record && record.on !== undefined && streams.has(record.on);
    for (const one of less(record, isStream)) made.append(one);
  }
  return made;
}

/** Ways in which a rule is silent and counts as one that saw all, though what it spoke of is known no more. Empty where all is well. */
export function unearned(rule: string, tape: Tape, channel: string, now?: number): readonly string[] {
  const faults = isIn(lookAt(tape, channel, now).coverage, rule) ? [] : ['it speaks, and did not look'];
  for (const [name, less] of Object.entries(LESS)) {
    const { coverage, found } = lookAt(lessOf(tape, less), channel, now ?? tape.lastAt);
    const isPartial = coverage.partialFor.some(({ rules }) => rules.some(({ id }) => id === rule));
    if (isIn(coverage, rule) && !isPartial && !found.includes(rule)) faults.push(name);
  }
  return faults;
}

const isIn = ({ looked }: Coverage, rule: string): boolean => looked.some(({ id }) => id === rule);
