/**
 * The heartbeat of WebSockets among other messages on a simulated clock, watched at every moment: by the server's clock, only
 * while it has nothing else to send, only while nothing goes either way, or as replies to the page's. Seeded.
 */
import { describe, expect, test } from 'vitest';
import { Channels } from '../channels/index.ts';
import { asked, frame, opened } from '../channels/testing/websocket.ts';
import { Tape, type TapeRecord } from '../tape/index.ts';
import { Findings } from './findings.ts';
import { type Random, random } from './testing/streams.ts';

const RUNS = 40;
const LOOK = 250;
/** Milliseconds that a server lives, before it falls silent. */
const LIVES = 600_000;
const PING = '{"type":"ping"}';

type Server = 'by its clock' | 'while it sends nothing' | 'while nothing goes either way' | 'in reply';
interface Talk {
  readonly records: readonly TapeRecord[];
  readonly last: number;
  readonly every: number;
}

/** Times at which messages are sent: in bursts, with pauses between them. */
function talk(next: Random, pause: number): number[] {
  const times: number[] = [];
  for (let at = next() * pause; at < LIVES; at += next() * pause)
    for (let left = Math.floor(next() * 20); left > 0 && at < LIVES; left--, at += next() * 1500)
      times.push(at);
  return times;
}

function conversation(next: Random, server: Server): Talk {
  const every = 2000 + next() ** 2 * 28_000;
  const received = talk(next, every * 4);
  const sent = talk(next, every * 6);
  const isReply = server === 'in reply';
  const beats: number[] = [];
  for (let at = every; at < LIVES; ) {
    const since = at - every;
    const talked = [
      ...(server === 'while it sends nothing' || server === 'while nothing goes either way' ? received : []),
      ...(server === 'while nothing goes either way' ? sent : []),
    ];
    const latest = Math.max(since, ...talked.filter((time) => time > since && time < at));
    if (latest > since + 1) at = latest + every;
    else {
      beats.push(at);
      at += every;
    }
  }
  const jitter = (): number => next() * Math.min(300, every / 10);
  const records = [
    ...received.map((at, i) => frame('received', at, `{"type":"chat","n":${i}}`)),
    ...sent.map((at, i) => frame('sent', at, `{"type":"say","n":${i}}`)),
    ...beats.map((at) => frame(isReply ? 'sent' : 'received', isReply ? at : at + jitter(), PING)),
    ...(isReply ? beats.map((at) => frame('received', at + 20 + jitter(), '{"type":"pong"}')) : []),
  ].sort((a, b) => a.at - b.at);
  const last = Math.max(
    ...records
      .filter((record) => 'direction' in record && record.direction === 'received')
      .map(({ at }) => at),
  );
  // The page asks on.
  const asks = isReply
    ? [every, 2 * every].map((ms) => frame('sent', Math.max(last, ...beats) + ms, PING))
    : [];
  return { records: [...records, ...asks], last, every };
}

/** Times of the looks at which a heartbeat was called missing. */
function alarms({ records }: Talk, until: number): number[] {
  const tape = new Tape();
  const channels = new Channels(tape);
  const findings = new Findings(channels, () => 15_000);
  const heard: number[] = [];
  let now = 0;
  const watch = (to: number): void => {
    for (now = Math.max(now, to - 60_000); now < to; now += LOOK)
      if (findings.of('ws', now).some(({ rule }) => rule === 'socket-heartbeat')) heard.push(now);
  };
  for (const record of [asked(), opened(), ...records]) {
    watch(record.at);
    tape.append(record);
    while (channels.update(() => false));
    while (findings.update(() => false));
  }
  watch(until);
  return heard;
}

describe.each<Server>([
  'by its clock',
  'while it sends nothing',
  'while nothing goes either way',
  'in reply',
])('%s', (server) => {
  test('no false alarm, and hardly one is missed', () => {
    const found: string[] = [];
    let missed = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const made = conversation(random(seed), server);
      const [first] = alarms(made, made.last + 3 * made.every + 20_000);
      const run = `run ${seed}, every ${Math.round(made.every)} ms, the last at ${Math.round(made.last)}`;
      if (first !== undefined && first < made.last + Math.min(made.every, 5000))
        found.push(`${run}: false alarm at ${first}`);
      else if (first === undefined) missed++;
    }
    expect(found).toEqual([]);
    // What is put off by both sides again and again keeps no time.
    expect(missed).toBeLessThanOrEqual(server === 'while nothing goes either way' ? RUNS / 5 : 0);
  });
});
