/** Findings that rest on a rhythm, which a busy machine breaks: an answer that comes late, a heartbeat that is not on time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../devtools/poll.ts';
import { expectFaults, waitForFinding } from '../support/findings.ts';
import { cycles } from '../support/polls.ts';
import { type Rig, startRig } from '../support/rig.ts';
import { styleColor, timelineColors, waitForTimelineWords } from '../support/timeline.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.close());

test('short polling is known by its rhythm', async () => {
  // Until it is found: a machine that is busy has no even rhythm at first.
  await rig.open('short-poll', '&rounds=1000');
  await rig.panel.selectStream(/poll/);
  await rig.panel.openTab('Overview');
  await rig.waitForText(/constant rhythm|the same time after the answer/);
  const outcomes = (await cycles(rig)).map(({ Outcome }) => Outcome);
  expect(outcomes.slice(0, -1)).toEqual(outcomes.slice(0, -1).map(() => 'data'));
});

test('requests that are answered at once, one after the other, are short polling', async () => {
  await rig.open('poll-wasteful', '&rounds=1000');
  await rig.panel.selectStream('poll');
  await expectFaults(rig, [
    ['poll-short', 'Note', /\d+ of \d+ requests were answered within 200 ms, asked every [\d.]+ m?s/],
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

test('a missing heartbeat is red in the timeline while it lasts', async () => {
  const { panel } = rig;
  const red = async (): Promise<number> =>
    (await timelineColors(panel)).get(await styleColor(panel, 'bad')) ?? 0;
  await waitForTimelineWords(panel, /Marked: .*Warning: Missing heartbeat \(silent for /);
  const first = await poll('red', red);
  await poll('more red', async () => (await red()) > first);
});
