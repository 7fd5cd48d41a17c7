/**
 * The heartbeat rule on a simulated clock, watched at every moment: streams of each sort. None misses a beat
 * until the server falls silent. Seeded: a failure names the run.
 */
import { describe, expect, test } from 'vitest';
import { Channels } from '../channels/index.ts';
import { frame } from '../channels/testing/websocket.ts';
import { Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { Findings } from './findings.ts';
import { HEADERS } from './testing/found.ts';
import { type Captured, random, SORTS } from './testing/streams.ts';

const RUNS = 30;
/** Milliseconds between two looks of the user. */
const LOOK = 250;

/** What the server's beats are, and what is said where they stay away. */
interface Form {
  readonly name: string;
  readonly rule: string;
  readonly opening: readonly TapeRecord[];
  /** What was read at once. */
  readonly read: (at: number, beats: number) => readonly TapeRecord[];
}

const eventStream = (text: string): Form => ({
  name: JSON.stringify(text),
  rule: 'missing-heartbeat',
  opening: [request('sse'), response('sse', { headers: HEADERS })],
  read: (at, beats) => [chunk('sse', at, text.repeat(beats))],
});

const webSocket: Form = {
  name: 'pings of a WebSocket',
  rule: 'socket-heartbeat',
  opening: [
    request('sse', { via: 'websocket', url: 'ws://example.test/' }),
    response('sse', { status: 101, mimeType: '' }),
  ],
  read: (at, beats) =>
    Array.from(
      { length: beats },
      () => ({ ...frame('received', at, '{"type":"ping"}'), on: 'sse' }) as TapeRecord,
    ),
};

/** Watches a stream as it comes; @returns times of the looks at which a heartbeat was called missing. */
function alarms({ reads, facts }: Captured, form: Form, until: number): number[] {
  const tape = new Tape();
  const records: TapeRecord[] = [...reads.flatMap(([at, beats]) => form.read(at, beats)), ...facts];
  const [opening, ...rest] = [
    { kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) } as const,
    ...form.opening,
    ...records.sort((a, b) => a.at - b.at),
  ];
  if (opening) tape.append(opening);
  const channels = new Channels(tape);
  const findings = new Findings(channels, () => 15_000);
  const heard: number[] = [];
  const look = (now: number): void => {
    if (findings.of('sse', now).some(({ rule }) => rule === form.rule)) heard.push(now);
  };
  let now = 0;
  const watch = (to: number): void => {
    // Long before an alarm is possible there is nothing to be seen.
    for (now = Math.max(now, to - 60_000); now < to; now += LOOK) look(now);
  };
  for (const record of rest) {
    watch(record.at);
    tape.append(record);
    while (channels.update(() => false));
    while (findings.update(() => false));
    look(record.at);
  }
  watch(until);
  return heard;
}

describe.each(SORTS)('%s', (_, makeServer, capture) => {
  test.each([eventStream(': beat\n\n'), eventStream('data: tick\n\n'), webSocket])('$name', (form) => {
    const found: string[] = [];
    for (let seed = 1; seed <= RUNS; seed++) {
      const next = random(seed);
      const made = makeServer(next);
      const captured = capture(next, made);
      const last = Math.max(...captured.reads.map(([at]) => at));
      const told = alarms(captured, form, last + 3 * made.every + 10_000);
      // A beat late by a third is in time; what is twice as late, and two seconds more, is missing.
      const [first] = told;
      const tooSoon = last + 1.3 * made.every;
      const tooLate = last + Math.max(2.6 * made.every, 1.3 * made.every + 2000) + 1500 + 2 * LOOK;
      const run = `run ${seed}, a beat every ${Math.round(made.every)} ms, the last at ${Math.round(last)}`;
      if (first !== undefined && first < tooSoon) found.push(`${run}: false alarm at ${first}`);
      else if (first === undefined || first > tooLate) found.push(`${run}: missed until ${first}`);
    }
    expect(found).toEqual([]);
  });
});
