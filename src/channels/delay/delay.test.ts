import { describe, expect, it } from 'vitest';
import { Tape } from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import type { Channels } from '../index.ts';
import type { Delay } from '../model/delay.ts';
import { derive, never } from '../testing/derive.ts';
import { askTape, inTurn, loopsOf } from '../testing/polling.ts';
import { asked, frame, opened } from '../testing/websocket.ts';
import { ChannelFigures } from './figures.ts';

const BEGIN = Date.UTC(2026, 0, 1);

/** What is found on a channel; the first look at all that came. */
function delayIn(channels: Channels, id: string): Delay {
  const channel = channels.channel(id);
  if (!channel) throw new Error(`no channel ${id}`);
  const figures = new ChannelFigures(channel, (at) => channels.tape.wall(at));
  while (figures.work(never));
  return figures.read().delay;
}

/** A stream whose messages come 100 ms apart, the first at 100 ms; `data` is made of the wall time of arrival. */
function streamDelay(
  count: number,
  data: (arrived: number, index: number) => string,
  hasClock = true,
): Delay {
  const tape = new Tape();
  if (hasClock) tape.append({ kind: 'clock', at: 0, wall: BEGIN });
  tape.append(request('sse'));
  tape.append(response('sse'));
  for (let index = 0; index < count; index++) {
    const at = (index + 1) * 100;
    tape.append(chunk('sse', at, `data: ${data(BEGIN + at, index)}\n\n`));
  }
  return delayIn(derive(tape), 'sse');
}

const iso = (at: number) => new Date(at).toISOString();

describe('the time in a message', () => {
  it.each<[string, (at: number) => string, Partial<Extract<Delay, { kind: 'measured' }>>]>([
    ['milliseconds in a member', (at) => `{"n":1,"sent":${at - 40}}`, { by: 'sent', form: 'ms' }],
    ['seconds with a fraction', (at) => `{"ts":${(at - 40) / 1000}}`, { by: 'ts', form: 's' }],
    ['microseconds', (at) => `{"time":${(at - 40) * 1000}}`, { by: 'time', form: 'µs' }],
    ['a number in quotes', (at) => `{"timestamp":"${at - 40}"}`, { by: 'timestamp', form: 'ms' }],
    ['ISO 8601', (at) => `{"createdAt":"${iso(at - 40)}"}`, { by: 'createdAt', form: 'iso' }],
    [
      'ISO 8601 with another zone',
      (at) => `{"date":"${iso(at - 40 + 7_200_000).replace('Z', '+02:00')}"}`,
      { by: 'date', form: 'iso' },
    ],
    ['the whole data', (at) => `${at - 40}`, { by: '', form: 'ms' }],
    ['the whole data as a date', (at) => iso(at - 40), { by: '', form: 'iso' }],
    [
      'a member of a member',
      (at) => `{"meta":{"server_time":${at - 40}}}`,
      { by: 'meta.server_time', form: 'ms' },
    ],
    ['a packet of Socket.IO', (at) => `42["news",{"at":${at - 40}}]`, { by: '[1].at', form: 'ms' }],
  ])('is recognised as %s', (_, data, expected) => {
    const delay = streamDelay(10, data);
    expect(delay).toMatchObject({ kind: 'measured', looked: 10, timed: 10, negative: 0, ...expected });
    if (delay.kind !== 'measured') return;
    expect(delay.median).toBeCloseTo(40, 0);
    expect(delay.worst).toBeCloseTo(40, 0);
  });

  it('gives median, 95 % and worst', () => {
    const delay = streamDelay(21, (at, index) => `{"sent":${at - index}}`);
    expect(delay).toMatchObject({ median: 10, p95: 19, worst: 20 });
  });

  it('is taken from the name that is surest to be when it was sent', () => {
    const delay = streamDelay(5, (at) => `{"created":${at - 5000},"sent":${at - 40},"t":${at}}`);
    expect(delay).toMatchObject({ by: 'sent', median: 40 });
  });

  it('may lie after the arrival, where clocks differ', () => {
    const delay = streamDelay(10, (at) => `{"sent":${at + 250}}`);
    expect(delay).toMatchObject({ kind: 'measured', median: -250, negative: 10 });
  });

  it('in whole seconds is said to be no better', () => {
    const whole = streamDelay(30, (at) => `{"ts":${Math.floor(at / 1000)}}`);
    expect(whole).toMatchObject({ form: 's', wholeSeconds: true });
    expect(streamDelay(30, (at) => `{"ts":${at}}`)).toMatchObject({ wholeSeconds: false });
  });

  it.each<[string, (at: number, index: number) => string]>([
    ['other text', () => 'hello'],
    ['no time', (_, index) => `{"n":${index},"sent":true}`],
    ['a time that stands still', () => `{"created":${BEGIN}}`],
    ['times that jump', (at, index) => `{"time":${at - (index % 2) * 9000}}`],
    ['a time of long ago', (at) => `{"time":${at - 3 * 86_400_000}}`],
    ['another name', (at) => `{"expires":${at + 60_000}}`],
    ['a date without a zone', (at) => `{"time":"${iso(at).slice(0, -1)}"}`],
    ['a time in few of them', (at, index) => (index % 4 === 0 ? `{"time":${at}}` : '{"x":1}')],
  ])('is not seen in %s', (_, data) => {
    expect(streamDelay(12, data)).toEqual({ kind: 'none', why: 'no-time', looked: 12 });
  });

  it('is not guessed from one message, nor without a clock', () => {
    expect(streamDelay(1, (at) => `{"sent":${at}}`)).toEqual({ kind: 'none', why: 'too-few', looked: 1 });
    expect(streamDelay(3, (at) => `{"sent":${at}}`, false)).toMatchObject({ why: 'no-clock' });
  });

  it('is not looked for in long messages, and said so only where there are no others', () => {
    const long = (at: number) => `{"sent":${at - 7},"fill":"${'x'.repeat(70_000)}"}`;
    expect(streamDelay(5, long)).toEqual({ kind: 'none', why: 'too-long', looked: 0 });
    const mixed = streamDelay(6, (at, index) => (index % 2 === 0 ? long(at) : `{"sent":${at - 7}}`));
    expect(mixed).toMatchObject({ kind: 'measured', looked: 3, median: 7 });
  });

  it('is looked for in a thousand messages at most, whatever comes between them', () => {
    // Every other one is a ping: a sample of every so manieth could see nothing else.
    const delay = streamDelay(20_000, (at, index) => (index % 2 === 0 ? '{"ping":1}' : `{"sent":${at - 7}}`));
    expect(delay).toMatchObject({ kind: 'measured', isSample: true, median: 7 });
    expect(delay.looked).toBeLessThanOrEqual(1000);
    expect(delay.looked).toBeGreaterThan(300);
  });
});

describe('while messages come', () => {
  it('the sample stays within its bounds and is the one that a single look finds', () => {
    const tape = new Tape();
    tape.append({ kind: 'clock', at: 0, wall: BEGIN });
    tape.append(request('sse'));
    tape.append(response('sse'));
    const channels = derive(tape);
    const channel = channels.channel('sse');
    if (!channel) throw new Error('no channel');
    const figures = new ChannelFigures(channel, (at) => channels.tape.wall(at));
    for (let index = 0; index < 5000; index++) {
      tape.append(chunk('sse', index, `data: {"sent":${BEGIN + index - (index % 50)}}\n\n`));
      if (index % 100 !== 99) continue;
      while (channels.update(never));
      while (figures.work(never));
      expect(figures.read().delay.looked).toBeLessThanOrEqual(1000);
    }
    expect(figures.read().delay).toEqual(delayIn(channels, 'sse'));
  });

  it('work stops when its time is up, and continues', () => {
    const channels = (() => {
      const tape = new Tape();
      tape.append({ kind: 'clock', at: 0, wall: BEGIN });
      tape.append(request('sse'));
      tape.append(response('sse'));
      for (let index = 0; index < 200; index++)
        tape.append(chunk('sse', index, `data: {"sent":${BEGIN + index}}\n\n`));
      return derive(tape);
    })();
    const channel = channels.channel('sse');
    if (!channel) throw new Error('no channel');
    const figures = new ChannelFigures(channel, (at) => channels.tape.wall(at));
    expect(figures.work(() => true)).toBe(true);
    expect(figures.read().delay.looked).toBeLessThan(200);
    while (figures.work(() => true));
    expect(figures.read().delay.looked).toBe(200);
  });
});

describe('on other transports', () => {
  it('what the page sends is not looked at', () => {
    const tape = new Tape();
    tape.append({ kind: 'clock', at: 0, wall: BEGIN });
    for (const record of [asked(), opened()]) tape.append(record);
    for (let index = 1; index <= 4; index++) {
      tape.append(frame('sent', index * 100, `{"sent":${BEGIN + index * 100 - 3000}}`));
      tape.append(frame('received', index * 100 + 20, `{"sent":${BEGIN + index * 100}}`));
    }
    expect(delayIn(derive(tape), 'ws')).toMatchObject({ looked: 4, median: 20 });
  });

  it('a poll’s messages have come when its answer is over, in rows of either kind', () => {
    const asks = inTurn(5, (index) => ({
      url: `http://site.test/poll?cursor=${index}`,
      held: 3000,
      answer:
        index === 1
          ? '[]'
          : `[{"sent":${BEGIN + index * 3005 + 2900}},{"sent":${BEGIN + index * 3005 + 2950}}]`,
    }));
    const channels = derive(askTape(asks));
    const [loop] = loopsOf(channels);
    if (!loop) throw new Error('no loop');
    const figures = new ChannelFigures(loop, (at) => channels.tape.wall(at));
    while (figures.work(never));
    expect(figures.read().delay).toMatchObject({ by: 'sent', looked: 8, median: 75, worst: 100 });
    loop.showRows('answers');
    while (figures.work(never));
    expect(figures.read().delay).toMatchObject({ by: '[0].sent', looked: 4, median: 100 });
  });
});
