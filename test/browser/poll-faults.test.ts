/** Loops that do not go straight on: sent elsewhere, refused, side by side, one over the other, in a worker. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { clickCycle, cycles, expectOutcomes, loop } from './support/polls.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 1000 } });
});
afterAll(async () => {
  await rig?.close();
});

const data = async (): Promise<string[]> => {
  await rig.panel.openTab('Events');
  return (await rig.panel.rows()).filter((row) => row.Type !== 'empty').map((row) => row.Data ?? '');
};

const bytes = (text: string | undefined): number => Number(text?.replace(/[^0-9]/g, ''));

describe('a poll that is sent elsewhere', () => {
  const outcomes = ['data', 'empty', 'data', 'empty', 'data'];

  test('once: the loop continues, and the hop is in its request', async () => {
    await loop(rig, 'poll-redirect');
    const table = await expectOutcomes(rig, outcomes);
    expect(await rig.panel.streams()).toHaveLength(1);
    expect(table.map((row) => row.Status)).toEqual(['200', '200', '302 → 200', '200', '200']);
    const [straight, sentElsewhere] = [table[1], table[2]];
    expect(bytes(sentElsewhere?.['Req. headers'])).toBeGreaterThan(1.8 * bytes(straight?.['Req. headers']));
    expect(bytes(sentElsewhere?.['Resp. headers'])).toBeGreaterThan(1.5 * bytes(straight?.['Resp. headers']));
    // 300 ms for the redirect, 300 ms for the answer.
    expect(sentElsewhere?.Held).toMatch(/^[6-9]\d\d ms$|^\d+(\.\d+)? s$/);
    await clickCycle(rig, 2);
    await rig.waitForText(/Redirect 302\s+to http.*elsewhere/);
    expect((await data()).map((text) => /"id":(\d)/.exec(text)?.[1])).toEqual(['1', '2', '3']);
  });

  test('each time: it is a loop all the same', async () => {
    await loop(rig, 'poll-redirect', '&each=1');
    const table = await expectOutcomes(rig, outcomes);
    expect(await rig.panel.streams()).toHaveLength(1);
    expect(table.map((row) => row.Status)).toEqual(outcomes.map(() => '302 → 200'));
    expect(await data()).toHaveLength(3);
  });
});

test('a session that runs out: the loop continues a new token', async () => {
  const row = await loop(rig, 'poll-token');
  const table = await expectOutcomes(rig, ['data', 'empty', 'error', 'data', 'empty']);
  expect(await rig.panel.streams()).toHaveLength(1);
  expect(row.Name).toMatch(/poll/);
  expect(table[2]?.Status).toBe('401');
  await clickCycle(rig, 3);
  await rig.waitForText(/Bearer key-2/);
  expect((await data()).join()).toContain('signed in again');
  await rig.waitForText(/1 request failed: see Connections/);
});

test('in a dedicated worker', async () => {
  await loop(rig, 'poll-worker');
  await expectOutcomes(rig, ['data', 'empty', 'data', 'empty', 'data']);
  expect(await rig.panel.streams()).toHaveLength(1);
  await clickCycle(rig, 0);
  await rig.waitForText(/fetch, in a worker/);
  expect(await data()).toHaveLength(5);
});

test('two loops at one address, asked by the same line, are two rows', async () => {
  await loop(rig, 'poll-rooms');
  const { panel } = rig;
  await poll('two rows', async () => (await panel.streams()).length === 2);
  const rooms: string[] = [];
  for (const index of [0, 1]) {
    await panel.selectRow('Streams', index);
    await poll('the last message', async () => /-3/.test((await data()).join()));
    const seen = await data();
    expect(seen).toHaveLength(3);
    rooms.push(...new Set(seen.map((text) => /"room":"(\w+)"/.exec(text)?.[1] ?? '')));
    await expectOutcomes(rig, ['data', 'empty', 'data', 'empty', 'data']);
  }
  expect(rooms.sort()).toEqual(['blue', 'red']);
});

test('polls that overlap are one row, which says how many are under way at a time', async () => {
  await loop(rig, 'poll-overlap');
  const { panel } = rig;
  await poll('all requests', async () => (await cycles(rig)).length === 7);
  expect(await panel.streams()).toHaveLength(1);
  await panel.openTab('Overview');
  await rig.waitForText(/the next is begun before the answer is there, up to \d at the same time/);
});
