import { expect } from 'vitest';
import { Channels } from '../../../../src/channels/index.ts';
import { Findings } from '../../../../src/findings/findings.ts';
import { Tape, type TapeRecord } from '../../../../src/tape/index.ts';

const never = (): boolean => false;

/** Between two records a machine that stands still adds any time; of the traffic this much is left. Milliseconds. */
const MAX_PAUSE = 1200;

/** The records as a machine would have taken them that never stands still. */
export function withoutStalls(records: readonly TapeRecord[]): TapeRecord[] {
  const times = [...new Set(records.flatMap(timesOf))].sort((a, b) => a - b);
  const moved = new Map<number, number>();
  let [before = 0] = times;
  let now = before;
  for (const at of times) {
    now += Math.min(at - before, MAX_PAUSE);
    moved.set(at, now);
    before = at;
  }
  const clock = records.find(({ kind }) => kind === 'clock');
  const when = (at: number): number => moved.get(at) ?? at;
  return records.map((record) => {
    const at = when(record.at);
    if (record.kind === 'busy') {
      const { alive, from, to } = record;
      const busy = { ...record, at, alive: when(alive), from: when(from) };
      return to === undefined ? busy : { ...busy, to: when(to) };
    }
    if (record.kind === 'clock' && clock?.kind === 'clock')
      return { ...record, at, wall: clock.wall + at - when(clock.at) };
    return { ...record, at };
  });
}

function timesOf(record: TapeRecord): number[] {
  if (record.kind !== 'busy') return [record.at];
  const { at, alive, from, to } = record;
  return to === undefined ? [at, alive, from] : [at, alive, from, to];
}

/**
 * The records with their heartbeats as far apart as they are in earnest: a test sends them faster, and does not wait.
 * @param every milliseconds between two records that are the beginning of a beat.
 */
export function paced(
  records: readonly TapeRecord[],
  isBeat: (record: TapeRecord) => boolean,
  every: number,
): TapeRecord[] {
  let shift = 0;
  let last: number | null = null;
  return records.map((record) => {
    if (isBeat(record)) {
      if (last !== null) shift += Math.max(0, every - (record.at - last));
      last = record.at;
    }
    const at = record.at + shift;
    if (record.kind === 'clock') return { ...record, at, wall: record.wall + shift };
    if (record.kind !== 'busy') return { ...record, at };
    const { alive, from, to } = record;
    const busy = { ...record, at, alive: alive + shift, from: from + shift };
    return to === undefined ? busy : { ...busy, to: to + shift };
  });
}

export interface Beat {
  /** The records of one beat: what is sent, and what replies to it. */
  readonly beat: readonly TapeRecord[];
  /** Milliseconds from one to the next. */
  readonly every: number;
  readonly times: number;
}

/** The records, and after them the same beat again and again, as regular as a server's timer. */
export function beating(records: readonly TapeRecord[], { beat, every, times }: Beat): TapeRecord[] {
  const last = records.at(-1)?.at ?? 0;
  if (beat.length === 0) throw new Error('no beat');
  const more = Array.from({ length: times }, (_, n) =>
    beat.map((record, index): TapeRecord => {
      // A timer is a little late, once more and once less; a reply takes its time.
      const late = (n % 3) * 9 + index * 30;
      return { ...record, at: last + (n + 1) * every + late };
    }),
  );
  return [...records, ...more.flat()];
}

export interface Judged {
  /** Whatever was said at any moment: severity, rule, what it said first. Sorted. */
  readonly said: string[];
  /** How many rows Streams has in the end. */
  readonly rows: number;
}

/**
 * What the rules say of a tape at every moment of it: before each record, as one who looks all the time would see it, and
 * `later` milliseconds after the last.
 */
export function judge(records: readonly TapeRecord[], later: number): Judged {
  const tape = new Tape();
  const channels = new Channels(tape);
  const findings = new Findings(channels, () => 15_000);
  const said = new Map<string, string>();
  const look = (now: number): void => {
    while (channels.update(never));
    while (findings.update(never));
    for (const { id } of channels.rows())
      for (const { severity, rule, statement } of findings.of(id, now)) {
        const key = `${severity} ${rule}`;
        if (!said.has(key)) said.set(key, statement);
      }
  };
  for (const record of records) {
    if (record.at > tape.lastAt) look(record.at);
    tape.append(record);
  }
  look(tape.lastAt);
  look(tape.lastAt + later);
  return {
    said: [...said].map(([key, statement]) => `${key}: ${statement}`).sort(),
    rows: channels.rows().length,
  };
}

/**
 * Expects rows in Streams, and that no rule calls anything of them an error or a warning, at any moment until `later`
 * milliseconds after the last record.
 */
export function expectHealthy(records: readonly TapeRecord[], later = 10_000): void {
  const { said, rows } = judge(records, later);
  expect(said.filter((one) => !one.startsWith('note '))).toEqual([]);
  expect(rows).toBeGreaterThan(0);
}
