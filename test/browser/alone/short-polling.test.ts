import { afterAll, beforeAll, test } from 'vitest';
import { expectFaults } from '../support/findings.ts';
import { type Rig, startRig } from '../support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.close());

// Alone: an answer that a busy machine keeps for longer than 200 ms is none that was given at once.
test('requests that are answered at once, one after the other, are short polling', async () => {
  await rig.lesson('poll-wasteful');
  await rig.panel.selectStream('poll');
  await expectFaults(rig, [
    ['poll-short', 'Note', /1[0-4] of 1[0-4] requests were answered within 200 ms, asked every [\d.]+ m?s/],
  ]);
});
