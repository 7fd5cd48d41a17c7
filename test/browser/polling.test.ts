/** The lessons that poll, seen in the real panel: one row a loop, its events, its cycles, and what is no loop. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { expectFaults, expectHealthy } from './support/findings.ts';
import { clickCycle, cycles, expectOutcomes, loop } from './support/polls.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 1000 } });
});
afterAll(async () => {
  await rig?.close();
});

const rows = async (): Promise<string[]> =>
  (await rig.panel.rows()).map((row) => `${row.ID}|${row.Type}|${row.Data}`);

async function expectRows(expected: readonly RegExp[]): Promise<void> {
  let seen: string[] = [];
  await poll('the rows', async () => {
    seen = await rows();
    return seen.length === expected.length;
  }).catch(() => {});
  expect(seen).toEqual(expected.map((each) => expect.stringMatching(each)));
}

describe('long polling', () => {
  test('with a cursor in the query is one row; its events are the elements of the answers', async () => {
    const row = await loop(rig, 'long-poll');
    expect(await rig.panel.streams()).toHaveLength(1);
    expect(row.Kind).toMatch(/poll/);
    await expectRows([
      /^11\|news\|.*first/,
      /^t2\|empty\|Empty: an empty list/,
      /^12\|news\|/,
      /^13\|price\|/,
      /^12345678901234567890\|news\|/,
      /^t4\|empty\|/,
      /^14\|news\|.*last/,
    ]);
    const received = await rig.page.evaluate(
      () => (window as unknown as { received: { data: string }[] }).received,
    );
    expect(received).toHaveLength(5);
    const table = await expectOutcomes(rig, ['data', 'empty', 'data', 'empty', 'data']);
    const held = table.map((each) => each.Held ?? '');
    expect(held[1]).toMatch(/^[6-9]\d\d ms$|^\d+(\.\d+)? s$/);
    expect(table[0]?.Gap).toMatch(/m?s$/);
    expect(table[1]?.Connection).toBe('reused');
    expect(table[0]?.['Req. headers']).toMatch(/^~\d+$/);
    await expectHealthy(rig);
  });

  test('says why it is a poll loop, and sums it up', async () => {
    await rig.panel.openTab('Overview');
    const text = await rig.waitForText(/Why this is a poll loop/);
    expect(text).toMatch(/empty answer.*, and the page asked again all the same/);
    expect(text).toMatch(/query parameter cursor/);
    expect(text).toMatch(/Header bytes per payload byte\s+\d/);
    expect(text).toMatch(/Empty answers\s+2 \(40 %\)/);
    expect(text).toMatch(/in the mean, .* at worst/);
  });

  test('shows a row an answer where that is chosen', async () => {
    await rig.panel.frame.select('.actions select', 'answers');
    await rig.panel.openTab('Events');
    await expectRows([/^t1\|\|.*first/, /empty/, /^t3\|\|\{"events":\[/, /empty/, /last/]);
  });

  test('shows all that is known of a request', async () => {
    await cycles(rig);
    await clickCycle(rig, 2);
    const text = await rig.waitForText(/Selected request|cursor=t2/i);
    expect(text).toContain('cursor=t2');
    expect(text).toMatch(
      /Initiator\s+ask \(http.*polling\.js:\d+:\d+\)\s+Called by\s+\w+ \(http.*polling\.js:\d+:\d+\)\n/,
    );
    expect(text).toMatch(/X-Next: ?t3|x-next\s+t3/i);
    await rig.panel.press('Show in Events');
    await poll('its row', async () => (await rig.panel.table('Events'))?.rows.some((row) => row.selected));
    const table = await rig.panel.table('Events');
    expect(table?.rows.find((row) => row.selected)?.cells.ID).toBe('t3');
    await rig.panel.openTab('Raw');
    await rig.waitForText(/one answer: of the selected event/);
    await poll('its bytes', async () => /saved up with/.test(await rig.text()));
  });

  test('by POST has its cursor in the body', async () => {
    await loop(rig, 'long-poll-body');
    await expectRows([/^a1\|joined\|/, /empty/, /^a2\|left\|/, /empty/]);
    await expectOutcomes(rig, ['data', 'empty', 'data', 'empty']);
    await clickCycle(rig, 1);
    await rig.waitForText(/"cursor":"t1"/);
    await expectHealthy(rig);
  });

  test('by header, with 204 for nothing', async () => {
    await loop(rig, 'long-poll-header');
    await expectRows([/^1\|state\|/, /Empty: 204/, /Empty: 204/, /^2\|state\|/, /Empty: 204/]);
    await expectOutcomes(rig, ['data', 'empty', 'empty', 'data', 'empty']);
    await expectHealthy(rig);
  });

  test('by XMLHttpRequest', async () => {
    const { page, panel } = rig;
    await panel.openTab('Events');
    await rig.visit(rig.fixtures.url);
    await page.evaluate(async () => {
      const ask = (cursor: string) =>
        new Promise<string>((resolve) => {
          const xhr = new XMLHttpRequest();
          xhr.open('GET', `/s/long-poll/poll?cursor=${cursor}`);
          xhr.onload = () => resolve(xhr.getResponseHeader('x-next') ?? '');
          xhr.send();
        });
      for (let cursor = 't0'; cursor !== 't4'; ) cursor = await ask(cursor);
    });
    const row = await panel.waitForStream(/poll/);
    expect(row.Kind).toMatch(/XHR/);
    await panel.selectStream(/poll/);
    await expectOutcomes(rig, ['data', 'empty', 'data', 'empty']);
  });

  test('a request that is held is there while it is held', async () => {
    await rig.panel.openTab('Events');
    await rig.open('long-poll');
    await rig.panel.waitForStream(/poll/);
    await rig.panel.selectStream(/poll/);
    // The headers of an answer can be there before its end: it is no longer held then, and its outcome is still open.
    await poll('the held one', async () => {
      const last = (await cycles(rig)).at(-1);
      return last?.Outcome === 'waiting' && last.Held === 'held';
    });
    await rig.waitForText(/is held by the server/);
  });
});

test('a loop continues through a time-out and a 401, and the time-out is found', async () => {
  await loop(rig, 'poll-time-out');
  await expectOutcomes(rig, ['data', 'empty', 'time-out', 'error', 'data']);
  await expectFaults(rig, [
    ['poll-time-out', 'Warning', /1 of 5 answers; the latest: HTTP 504 after [\d.]+ m?s/],
  ]);
});

test('answers that break off show what did come; the finding leads to its request in Connections', async () => {
  await loop(rig, 'poll-cut');
  await expectOutcomes(rig, ['data', 'empty', 'truncated', 'truncated', 'truncated', 'data']);
  await rig.panel.openTab('Events');
  const shown = (await rows()).filter((row) => row.includes('Truncated'));
  expect(shown).toHaveLength(3);
  // A browser that is busy may see the end before it has read anything: then nothing came of that answer.
  for (const row of shown) expect(row).toMatch(/Truncated after (0 bytes|\d+ bytes.*"te)/);
  await cycles(rig);
  const whys = await rig.panel.frame.evaluate(
    `[...document.querySelectorAll('[aria-label=Cycles] .outcome-truncated')].map((row) => row.title)`,
  );
  expect(whys).toEqual(
    [/CONTENT_LENGTH_MISMATCH/, /INCOMPLETE_CHUNKED/, /CONNECTION_RESET/].map((each) =>
      expect.stringMatching(each),
    ),
  );

  await expectFaults(rig, [['poll-truncated', 'Warning', /^3 of 6 answers broke off/]]);
  await rig.panel.frame.evaluate(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('.findings button, .findings summary')];
    buttons.find(({ textContent }) => /^request 4:/.test(textContent ?? ''))?.click();
  });
  await poll('the request that the finding leads to', async () => {
    const table = await rig.panel.table('Cycles');
    return table?.rows.find((row) => row.selected)?.cells['#'] === '4';
  });
});

describe('no poll loop', () => {
  test('a list read page by page has no row in Streams but one in Requests, with the reason; the user can treat it as a loop and undo that', async () => {
    const { panel } = rig;
    await rig.lesson('pagination');
    await panel.openTab('Overview');
    expect(await panel.requests()).toMatchObject([{ Name: 'poll', Method: 'GET', Status: '200' }]);
    expect(await panel.streams()).toEqual([]);
    await panel.selectRow('Requests', 0);
    await rig.waitForText(/counts up by 1 and no answer is empty/);
    await panel.press('Treat as a poll loop');
    await panel.waitForStream(/poll/);
    await rig.waitForText(/You said that it is one/);
    await panel.press('Not a poll loop');
    await poll('no row', async () => (await panel.streams()).length === 0);
    expect(await panel.requests()).toHaveLength(1);
  });

  test('Connections leads to the reasons, and to where it can be said otherwise', async () => {
    const { panel } = rig;
    await loop(rig, 'long-poll-header');
    await panel.openTab('Connections');
    await panel.press('Why this is a poll loop');
    await rig.waitForText(/Why this is a poll loop\s+\d requests of the same script/);
    await panel.openTab('Connections');
    await panel.press('Not a poll loop');
    await poll('no row', async () => (await panel.streams()).length === 0);
    expect(await panel.requests()).toHaveLength(1);
    await panel.selectRow('Requests', 0);
    await rig.waitForText(/long-poll-header\/poll.*You said that it is no poll loop/s);
    await panel.press('Take it back');
    await panel.waitForStream(/poll/);
    // Its row is shown again, with its tabs.
    await panel.openTab('Events');
  });

  test('a loop that the user marks as none leaves the list', async () => {
    const { panel } = rig;
    await loop(rig, 'long-poll-body');
    await panel.frame.evaluate(`
      document.querySelector('[role=grid][aria-label=Streams] [role=row][aria-rowindex]').dispatchEvent(
        new MouseEvent('contextmenu', { bubbles: true, clientX: 40, clientY: 90 }))`);
    await panel.press('Not a poll loop', 'menuitem');
    await poll('no row', async () => (await panel.streams()).length === 0);
    expect(await panel.requests()).toHaveLength(1);
    await panel.selectRow('Requests', 0);
    await rig.waitForText(/You said that it is no poll loop/);
    await panel.press('Take it back');
    await panel.waitForStream(/poll/);
  });
});

test('the tabs of a poll loop have nothing that axe objects to', async () => {
  await loop(rig, 'long-poll-header');
  for (const tab of ['Connections', 'Overview', 'Events'] as const) {
    await rig.panel.openTab(tab);
    expect(await rig.panel.axe()).toEqual([]);
  }
});
