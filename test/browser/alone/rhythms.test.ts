/** Findings that rest on a rhythm, which a busy machine breaks: an answer that comes late, a heartbeat that is not on time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectFaults, waitForFinding } from '../support/findings.ts';
import { type Rig, startRig } from '../support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.close());

test('requests that are answered at once, one after the other, are short polling', async () => {
  await rig.lesson('poll-wasteful');
  await rig.panel.selectStream('poll');
  await expectFaults(rig, [
    ['poll-short', 'Note', /1[0-4] of 1[0-4] requests were answered within 200 ms, asked every [\d.]+ m?s/],
  ]);
});

test('a heartbeat that stays away is missing, while nothing comes', async () => {
  await rig.open('heart-stops');
  await rig.panel.selectStream('stream');
  await rig.panel.openTab('Findings');
  const finding = await waitForFinding(rig, 'Missing heartbeat');
  expect(finding.severity).toBe('Warning');
  expect(finding.statement).toMatch(/^No heartbeat for .*; comments came every [\d.]+ m?s\.$/);
});
