/** Advice on the conversations of known clients. */
import { expect, test } from 'vitest';
import { negotiate, open, receive, refused, send } from '../channels/testing/clients.ts';
import { derive, never } from '../channels/testing/derive.ts';
import { type Ask, askTape } from '../channels/testing/polling.ts';
import { Findings } from './findings.ts';

/** All that is found. */
function foundIn(...asks: Ask[]) {
  const tape = askTape(asks);
  const channels = derive(tape);
  const findings = new Findings(channels, () => 15_000);
  while (findings.update(never));
  return channels.rows().flatMap(({ id }) => findings.of(id, tape.lastAt));
}
const grave = (...asks: Ask[]) => foundIn(...asks).filter(({ severity }) => severity !== 'note');

test('sessions that one server does not know are said once, with the remedy', () => {
  expect(grave(...refused(4))).toMatchObject([
    {
      rule: 'poll-fails',
      severity: 'error',
      statement: expect.stringMatching(
        /^4 of 12 requests failed, without a message between them, from request 2 on\. HTTP 400\. .*Session ID unknown/,
      ),
      fix: expect.stringMatching(/sticky sessions/),
    },
  ]);
});

test('a message says that it is over', () => {
  const after = [open(5000, 'z'), receive(5010, 'z', { held: 100 })];
  expect(grave(...refused(4), ...after)).toEqual([]);
  expect(foundIn(...refused(4), ...after)).toMatchObject([
    { rule: 'poll-fails', severity: 'note', ongoing: false },
  ]);
});

test('a negotiation that fails is said', () => {
  const failing = [0, 1000, 2000].map((at) => negotiate(at, { status: 404, answer: 'no hub here' }));
  expect(grave(...failing)).toMatchObject([
    { rule: 'poll-fails', statement: expect.stringMatching(/^3 of 3 requests failed, from request 1 on/) },
  ]);
});

/** Each to an address of its own, as its client makes it. */
const ping = (i: number): Ask => {
  const ask = receive(10 + i * 700, 'a', { held: 690, answer: '2' });
  return { ...ask, url: `${ask.url}&t=p${i}` };
};

test('pings are no empty answers, and what is sent is not held beside a request', () => {
  const pings = Array.from({ length: 30 }, (_, i) => ping(i));
  const pongs = pings.map(({ at }) => send(at + 10, 'a', '3', { held: 600 }));
  const rules = foundIn(open(0, 'a'), ...pings, ...pongs).map(({ rule }) => rule);
  // At such a pace the headers do outweigh the payload.
  expect(rules).toEqual(['poll-headers']);
});

test('ids of messages that others get, and that the page sent, are not missed', () => {
  const answers = [1, 2, 3, 4, 5, 6, 7, 11, 12].map((id, i) => ({
    at: i * 1000,
    url: 'http://site.test/cometd/connect',
    method: 'POST',
    body: '[{"channel":"/meta/connect","clientId":"c","connectionType":"long-polling"}]',
    held: 900,
    answer: `[{"id":${id},"channel":"/x","data":{}}]`,
  }));
  expect(foundIn(...answers).map(({ rule }) => rule)).not.toContain('poll-missed');
  // The same of no known client.
  const others = answers.map((ask) => ({ ...ask, method: 'GET', url: 'http://site.test/x' }));
  expect(foundIn(...others).map(({ rule }) => rule)).toContain('poll-missed');
});
