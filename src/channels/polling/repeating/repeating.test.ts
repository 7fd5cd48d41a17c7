import { describe, expect, it } from 'vitest';
import { derive, never } from '../../testing/derive.ts';
import { type Ask, askTape, inTurn, loopsOf } from '../../testing/polling.ts';

const polls = (asks: readonly Ask[]) => derive(askTape(asks)).polls;
const pages = (count: number, change: Partial<Ask> = {}) =>
  inTurn(count, (i) => ({ url: `http://site.test/list?page=${i + 1}`, held: 40, answer: '[1]', ...change }));

describe('what repeats', () => {
  it('is a group from its second request on, of one client and endpoint', () => {
    expect(polls(pages(1)).repeating()).toEqual({ groups: [], requests: 0, failing: 0, others: 0 });
    expect(polls(pages(2)).repeating()).toMatchObject({
      groups: [
        {
          id: 'requests x1',
          name: 'list',
          endpoint: 'GET http://site.test/list',
          method: 'GET',
          via: 'fetch',
          requests: 2,
          questions: 1,
          label: 'list',
          failing: null,
          status: 200,
          firstAt: 0,
          lastAt: 45,
          choice: null,
        },
      ],
      requests: 2,
      failing: 0,
      others: 0,
    });
    const twoLines = [...pages(2), ...pages(2, { line: 20 }).map((ask) => ({ ...ask, at: ask.at + 1000 }))];
    expect(polls(twoLines).repeating().groups).toMatchObject([{ id: 'requests x1' }, { id: 'requests x3' }]);
  });

  it('is one group where its requests run side by side', () => {
    const burst = [0, 1, 2].map((at) => ({ at, url: `http://site.test/list?of=${'abc'[at]}`, held: 100 }));
    expect(polls(burst).repeating().groups).toMatchObject([{ id: 'requests x1', requests: 3, questions: 3 }]);
  });

  it('holds no poll loop', () => {
    const detector = polls(inTurn(5, () => ({ held: 2500, answer: '[]' })));
    expect([...detector.loops()]).toHaveLength(1);
    expect(detector.repeating().groups).toEqual([]);
  });

  it('has what fails first, and then what was seen first, however often it was asked', () => {
    const of = (path: string, from: number, count: number, change: Partial<Ask> = {}) =>
      inTurn(count, () => ({ url: `http://site.test/${path}`, held: 40, answer: '[1]', ...change }), from);
    const { groups, failing } = polls([
      ...of('first', 0, 2),
      ...of('often', 100, 3),
      ...inTurn(3, (i) => ({ url: `http://site.test/bad?of=${'abc'[i]}`, held: 40, status: 503 }), 200),
    ]).repeating();
    expect(groups.map(({ name }) => name)).toEqual(['bad', 'first', 'often']);
    expect(groups[0]?.failing).toMatch(/^The latest 3 of 3 requests failed\..*503/);
    expect(failing).toBe(1);
  });

  it('is told apart by its names where paths end alike', () => {
    const of = (room: number) =>
      inTurn(
        2,
        () => ({ url: `http://site.test/rooms/${['', 'red', 'blue', 'green'][room]}/items?of=1`, held: 40 }),
        room * 200,
      );
    const { groups } = polls([...of(1), ...of(2), ...of(3)]).repeating();
    expect(groups.map(({ name }) => name)).toEqual(['red/items', 'blue/items', 'green/items']);
  });

  it('is the same object until something comes, and keeps its id', () => {
    const [first, second, third] = pages(3);
    const tape = askTape([first as Ask, second as Ask, { ...(third as Ask), isOpen: true }]);
    const channels = derive(tape);
    const before = channels.polls.repeating();
    const detail = channels.polls.requestGroup('requests x1');
    expect(channels.polls.repeating()).toBe(before);
    expect(channels.polls.requestGroup('requests x1')).toBe(detail);
    tape.append({ kind: 'end', at: 9000, on: 'x3', how: 'complete' });
    while (channels.update(never));
    const after = channels.polls.repeating();
    expect(after).not.toBe(before);
    expect(after.groups.map(({ id }) => id)).toEqual(['requests x1']);
  });
});

describe('a group looked into', () => {
  it('has each question with how often it was asked, in the order in which they were first asked', () => {
    const order = ['red', 'blue', 'red', 'green', 'blue', 'blue'];
    const asks = inTurn(6, (i) => ({ url: `http://site.test/rooms?room=${order[i]}&n=1`, held: 30 }));
    const detail = polls(asks).requestGroup('requests x1');
    expect(detail?.questions.map(({ text, requests, status }) => [text, requests, status])).toEqual([
      ['room=red, n=1', 2, 200],
      ['room=blue, n=1', 3, 200],
      ['room=green, n=1', 1, 200],
    ]);
  });

  it('has its latest requests, oldest first, numbered among all', () => {
    const detail = polls(pages(60)).requestGroup('requests x1');
    expect(detail?.group.requests).toBe(60);
    expect(detail?.questions.map(({ text }) => text)).toEqual(['page=…']);
    expect(detail?.latest).toHaveLength(50);
    expect(detail?.latest[0]).toMatchObject({ number: 11, connection: 'x11', gap: 5, outcome: 'data' });
    expect(detail?.latest.at(-1)).toMatchObject({ number: 60, connection: 'x60', gap: null });
  });

  it('is gone where it becomes a loop, and there again where the user says that it is none', () => {
    const channels = derive(askTape(pages(3)));
    channels.setEndpointChoice('GET http://site.test/list', 'loop');
    expect(loopsOf(channels)).toHaveLength(1);
    expect(channels.polls.requestGroup('requests x1')).toBeNull();
    channels.setEndpointChoice('GET http://site.test/list', 'not-a-loop');
    expect(channels.polls.requestGroup('requests x1')?.group).toMatchObject({
      choice: 'not-a-loop',
      why: 'You said that it is no poll loop.',
    });
  });
});
