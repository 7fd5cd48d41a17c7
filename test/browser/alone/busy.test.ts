/** A page whose thread is busy, in the real panel. What the tape has of it: `capture.test.ts` beside this. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../devtools/poll.ts';
import { shownFindings, waitForFinding } from '../support/findings.ts';
import { type Rig, startRig } from '../support/rig.ts';
import { waitForTimelineWords } from '../support/timeline.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
});

afterAll(() => rig?.close());

const texts = async () => (await shownFindings(rig)).map(({ title }) => title);

test('a busy page is reported while it lasts and afterwards, is hatched in the timeline, and the server is not blamed', async () => {
  await rig.open('busy-page');
  await rig.panel.selectStream('stream');
  await rig.panel.openTab('Findings');
  const seen = new Set<string>();
  const during = await poll('the thread not to answer', async () => {
    for (const title of await texts()) seen.add(title);
    return (await shownFindings(rig)).find(({ statement }) => statement.includes('has not answered'));
  });
  expect(during).toMatchObject({ title: 'Page busy', severity: 'Note' });
  await poll('the lesson to be done', async () => {
    for (const title of await texts()) seen.add(title);
    return rig.page.evaluate(() => document.body.dataset.state === 'done');
  });
  const after = await waitForFinding(rig, 'Page busy');
  // It may have been busy for a second before it was asked.
  expect(after.statement).toMatch(
    /^The page’s thread was busy for \d+(\.\d+)? s at least: .*as one chunk\.$/,
  );
  await waitForTimelineWords(rig.panel, /Hatched: the page’s thread did not answer/);
  expect([...seen, ...(await texts())]).not.toContain('Missing heartbeat');
  expect(await texts()).not.toContain('Held back by a buffer');
  expect(await texts()).not.toContain('Many events in one chunk');
  expect((await shownFindings(rig)).filter(({ severity }) => severity !== 'Note')).toEqual([]);
});
