import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixtures, startFixtures } from './index.ts';
import { get } from './testing.ts';

let fixtures: Fixtures;
beforeAll(async () => {
  fixtures = await startFixtures();
});
afterAll(() => fixtures.close());

interface Message {
  readonly number: number;
  readonly sent: number;
}

test('every transport sends the same messages at the same times, as long as they were asked for', async () => {
  const search = '?run=same&count=5&every=60&bytes=300&hold=25000';
  const address = `${fixtures.url}/s/transports/`;
  const streamed = get(`${address}stream${search}`);
  const polled: Message[] = [];
  let polls = 0;
  while (polled.length < 5) {
    const body = (await get(`${address}poll${search}&cursor=${polled.length}`)).body.toString();
    for (const message of JSON.parse(body)) {
      expect(JSON.stringify(message)).toHaveLength(300);
      polled.push(message);
    }
    polls++;
  }
  const stream = (await streamed).body.toString();
  const events = [...stream.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)].map(([, id, data]) => {
    expect(data).toHaveLength(300);
    return { id: Number(id), ...(JSON.parse(data ?? '') as Message) };
  });
  expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  expect(polled.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect(polls).toBeLessThanOrEqual(5);
  const first = events[0]?.sent ?? 0;
  for (const [place, message] of polled.entries()) {
    expect(message.sent - first).toBeCloseTo(place * 60, 2);
    expect(events[place]?.sent).toBe(message.sent);
  }
});

test('a poll is held, headers and all, until there is a message', async () => {
  const began = performance.now();
  const { status, headers, body } = await get(
    `${fixtures.url}/s/transports/poll?run=held&count=1&every=10&hold=25000`,
  );
  expect(performance.now() - began).toBeGreaterThan(400);
  expect([status, headers['content-type']]).toEqual([200, 'application/json']);
  expect(JSON.parse(body.toString())).toHaveLength(1);
});

test('a poll comes back empty when its time is up, and gets a 204 when nothing follows', async () => {
  const answers: (number | string)[] = [];
  for (let cursor = 0; ; ) {
    const { status, body } = await get(
      `${fixtures.url}/s/transports/poll?run=empty&count=2&every=10&hold=200&cursor=${cursor}`,
    );
    if (status !== 200) {
      answers.push(status);
      break;
    }
    const messages: Message[] = JSON.parse(body.toString());
    cursor += messages.length;
    answers.push(messages.length);
  }
  expect(answers.slice(0, 2)).toEqual([0, 0]);
  expect(answers.filter((each) => each === 0).length).toBeGreaterThan(2);
  expect(answers.at(-1)).toBe(204);
});
