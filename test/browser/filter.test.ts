/** The filter of Events and the selection, in the panel alone. */
import type { Page } from 'puppeteer';
import { describe, expect, test } from 'vitest';
import { runAxe } from '../devtools/axe.ts';
import { poll } from '../devtools/poll.ts';
import { EVENTS, panelAlone, STREAMS } from './support/panel-alone.ts';

const FILTER = 'input[aria-label=Filter]';
const SELECTED = `${EVENTS} [role=row][aria-selected=true]`;

const panel = panelAlone();
let page: Page;

/** The flood: as many rows as the demo has, “row 0” the first. */
async function openFlood(...options: Parameters<typeof panel.open>): Promise<void> {
  page = await panel.open(...options);
  await poll('its row', () => page.$(`${STREAMS} [aria-rowindex="2"]`));
  await page.click(`${STREAMS} [aria-rowindex="2"]`);
  await rowCount(2000);
}

const rowCount = async (wanted: number): Promise<void> => {
  let seen = -1;
  const same = async () => {
    seen = Number(await page.$eval(EVENTS, (grid) => grid.getAttribute('aria-rowcount')));
    return seen === wanted;
  };
  await poll(`${wanted} rows`, same, { seen: () => seen });
};

async function filter(text: string): Promise<void> {
  await page.click(FILTER, { count: 3 });
  if (text === '') await page.keyboard.press('Backspace');
  else await page.keyboard.type(text);
}

/** Waits until the row with this text is selected and lies in the grid's view. */
async function seesSelected(text: string): Promise<void> {
  let seen: unknown;
  const isSeen = async () => {
    seen = await page.evaluate(
      (selected, grid) => {
        const row = document.querySelector(selected);
        const { top, bottom } = document.querySelector(grid)?.getBoundingClientRect() ?? new DOMRect();
        const box = row?.getBoundingClientRect();
        return {
          text: row?.textContent ?? null,
          isInView: !!box && box.top >= top && box.bottom <= bottom + 1,
        };
      },
      SELECTED,
      EVENTS,
    );
    const { text: shown, isInView } = seen as { text: string | null; isInView: boolean };
    return isInView && shown?.includes(text);
  };
  await poll(`“${text}” to be selected and in view`, isSeen, { seen: () => seen });
}

const detail = () => panel.text('.detail');

describe('the selection is kept', () => {
  test('when the filter is cleared, changed, or hides it for a while', async () => {
    await openFlood();
    await filter('"row 1234"');
    await rowCount(1);
    await page.click(`${EVENTS} [aria-rowindex="1"]`);
    await seesSelected('row 1234');
    await filter('');
    await rowCount(2000);
    await seesSelected('row 1234');

    await filter('"row 12"');
    await rowCount(111);
    await seesSelected('row 1234');

    await filter('"row 77"');
    await rowCount(11);
    await poll('no row to be selected', async () => (await page.$(SELECTED)) === null);
    expect(await detail()).toContain('row 1234');
    await filter('');
    await rowCount(2000);
    await seesSelected('row 1234');
  });

  test('over a sort order, and back', async () => {
    await openFlood();
    await filter('"row 1900"');
    await rowCount(1);
    await page.click(`${EVENTS} [aria-rowindex="1"]`);
    await filter('');
    await rowCount(2000);
    const header = `${EVENTS} [role=columnheader][aria-label=Data]`;
    const sorted = async (order: string) => {
      await page.click(`${header} button`);
      await page.waitForSelector(`${header}[aria-sort=${order}]`);
    };
    // As text with numbers: the row is at the same place, and at the other end.
    await sorted('ascending');
    await seesSelected('row 1900');
    await page.click(`${EVENTS} [role=columnheader][aria-label=Time] button`);
    await sorted('ascending');
    await sorted('descending');
    await seesSelected('row 1900');
    await sorted('none');
    await seesSelected('row 1900');
  });

  test('by keyboard too, where the selected row is the last that the filter shows', async () => {
    await openFlood();
    await filter('"row 99"');
    await rowCount(11);
    await page.focus(EVENTS);
    await page.keyboard.press('End');
    await seesSelected('row 999');
    await filter('');
    await rowCount(2000);
    await seesSelected('row 999');
  });
});

describe('what is wrong with the filter is said below the box', () => {
  const PROBLEM = '[role=status][aria-label^="What is wrong"]';
  const says = async (wanted: string): Promise<void> => {
    let seen = '';
    const same = async () => {
      seen = await panel.text(PROBLEM);
      return seen.includes(wanted);
    };
    await poll(`“${wanted}” below the box`, same, { seen: () => seen });
  };

  test('an unknown key with its place, and a button that writes the right one', async () => {
    await openFlood();
    await filter('"row 12" tpye:message');
    await says('There is no filter tpye:. Did you mean type:?');
    expect(await panel.text(`${PROBLEM} mark`)).toBe('tpye:');
    expect(await page.$eval(FILTER, (box) => box.getAttribute('aria-invalid'))).toBe('true');
    expect(await panel.text('.footer')).toContain('2,000 rows: the filter is wrong, so it hides nothing');
    const top = await page.$eval(PROBLEM, (line) => line.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(await page.$eval(FILTER, (box) => box.getBoundingClientRect().bottom));
    expect(await runAxe(page.mainFrame())).toEqual([]);

    await panel.click('Use “"row 12" type:message”');
    await rowCount(111);
    expect(await panel.text(PROBLEM)).toBe('');
    const written = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
    expect(written).toBe('"row 12" type:message');
  });

  test('a regular expression that is none, in a narrow dark panel', async () => {
    await openFlood('', { width: 500, isDark: true });
    await filter('row /(/');
    await says('Invalid regular expression');
    expect(await panel.text(`${PROBLEM} mark`)).toBe('/(/');
    expect(await runAxe(page.mainFrame())).toEqual([]);
    await filter('http://x');
    await rowCount(0);
    expect(await panel.text(PROBLEM)).toBe('');
  });
});
