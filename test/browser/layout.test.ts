/** The panel at many sizes, with normal text and text twice as large: nothing is covered, cut off or out of reach. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layoutOf } from '../../panel/shared/layout/layout.ts';
import { doubleClickIn, dragTo } from '../devtools/click.ts';
import { openStreamsPanel } from '../devtools/open-panel.ts';
import type { PanelDriver } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';
import { PATHS, REFUSED, visitSevenStreams } from './support/seven-streams.ts';

let rig: Rig;
let panel: PanelDriver;
let closeServer: () => void;
/** Height of what DevTools shows above the panel. */
let above = 0;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1300, height: 900 } });
  panel = rig.panel;
  above = 900 - Number(await panel.frame.evaluate('innerHeight'));
  closeServer = await visitSevenStreams(rig);
  await panel.selectStream('live');
  await panel.waitForRows(20);
});

afterAll(async () => {
  closeServer?.();
  await rig?.close();
});

/** Gives the panel, without what is above it, a size, and its text one. */
async function size(width: number, height: number, scale = 1): Promise<void> {
  await rig.streams.devtools.resize(width, height + above);
  await panel.frame.evaluate((to) => window.streamscopeHost?.settings.save({ textScale: to }), scale);
  const { isStacked, isLow } = layoutOf({ width, height }, { textScale: scale, detail: 'auto' });
  await poll(`${width} × ${height} px`, () =>
    panel.frame.evaluate(
      (...wanted) => {
        const app = document.querySelector<HTMLElement>('.app');
        const classes = ['is-stacked', 'is-low'].map((name) => app?.classList.contains(name));
        const scale = Number(app?.style.getPropertyValue('--scale'));
        return String([innerWidth, innerHeight, scale, ...classes]) === String(wanted);
      },
      width,
      height,
      scale,
      isStacked,
      isLow,
    ),
  );
}

async function closeDetail(): Promise<void> {
  const press = () =>
    panel.frame.evaluate(() => document.querySelector<HTMLElement>('[aria-label="Close detail"]')?.click());
  await poll('no detail', async () => {
    await press();
    return (await panel.frame.$('.detail')) === null;
  });
}

/** The buttons, tabs and boxes that reach over an edge of the panel, by their names. */
const cutOff = () =>
  panel.frame.evaluate(() => {
    const own = 'button, [role=tab], input, select, [role=separator], [role=status]';
    const over = [...document.querySelectorAll<HTMLElement>(own)].filter((one) => {
      const box = one.getBoundingClientRect();
      if (box.width === 0 || one.closest('.grid')) return false;
      return box.left < -1 || box.right > innerWidth + 1;
    });
    const wide = [...document.querySelectorAll('html, .app, .toolbar, .body, .main, .tab-line, .streams')];
    return [
      ...over.map((one) => one.getAttribute('aria-label') ?? one.textContent),
      ...wide.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className),
    ];
  });

/** How many rows of a grid are seen whole at once, when it is scrolled into view. */
const rowsSeen = (selector: string) =>
  panel.frame.evaluate((grid) => {
    const place = document.querySelector(grid);
    place?.scrollIntoView({ block: 'nearest' });
    const body = document.querySelector('.body')?.getBoundingClientRect();
    const edges = place?.getBoundingClientRect();
    const head = place?.querySelector('.grid-head')?.getBoundingClientRect();
    if (!place || !edges || !body) return 0;
    const top = Math.max(body.top, head && head.top >= edges.top ? head.bottom : edges.top) - 1;
    const bottom = Math.min(innerHeight, edges.bottom) + 1;
    return [...place.querySelectorAll('[aria-rowindex]')].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= top && box.bottom <= bottom;
    }).length;
  }, selector);

/** A busy browser draws a few rows a frame. */
async function waitForRowsSeen(selector: string, count: number): Promise<void> {
  let seen = 0;
  await poll(
    `${count} rows of ${selector}`,
    async () => {
      seen = await rowsSeen(selector);
      return seen >= count;
    },
    { seen: () => seen },
  );
}

/** Which of the tabs cannot be pressed where they are, once scrolled to. */
const coveredTabs = () =>
  panel.frame.evaluate(() =>
    [...document.querySelectorAll('[role=tab]')]
      .filter((tab) => {
        tab.scrollIntoView({ block: 'nearest' });
        const { x, y, width, height } = tab.getBoundingClientRect();
        return !tab.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      })
      .map((tab) => tab.textContent),
  );

/** How many lines of Merge are seen whole at once, from the first on. */
const mergeLines = () =>
  panel.frame.evaluate(() => {
    document.querySelector('.detail')?.scrollIntoView({ block: 'nearest' });
    document.querySelector('.merge-row')?.scrollIntoView({ block: 'start' });
    const [whole, tab] = ['.body', '.detail .tabpanel'].map((one) =>
      document.querySelector(one)?.getBoundingClientRect(),
    );
    const top = Math.max(whole?.top ?? 0, tab?.top ?? 0) - 1;
    const bottom = Math.min(innerHeight, tab?.bottom ?? 0) + 1;
    return [...document.querySelectorAll('.merge-row')].filter((row) => {
      const { top: begin, bottom: end } = row.getBoundingClientRect();
      return begin >= top && end <= bottom;
    }).length;
  });

const box = (selector: string) =>
  panel.frame.evaluate((of) => {
    const { left, top, right, bottom, width, height } =
      document.querySelector(of)?.getBoundingClientRect() ?? new DOMRect();
    return { left, top, right, bottom, width, height };
  }, selector);

const separator = (name: string) => `[role=separator][aria-label="${name}"]`;
const shareOf = (name: string) =>
  panel.frame.evaluate(
    (bar) => Number(document.querySelector(bar)?.getAttribute('aria-valuenow')),
    separator(name),
  );

describe.each([
  [500, 373],
  [500, 700],
  [554, 373],
  [554, 700],
  [800, 373],
  [800, 700],
  [1300, 373],
  [1300, 700],
])('%i × %i px', (width, height) => {
  test.each([1, 2])(
    'text × %i: the lists have rows, the tabs can be pressed, nothing is cut off',
    async (scale) => {
      await size(width, height, scale);
      await closeDetail();
      expect(await cutOff()).toEqual([]);
      await waitForRowsSeen('.streams-grid', scale === 1 ? 5 : 2);
      await waitForRowsSeen('.events-grid', 3);
      await panel.clickRow(0);
      await panel.openTab('Merge');
      expect(await cutOff()).toEqual([]);
      expect(await coveredTabs()).toEqual([]);
      await waitForRowsSeen('.events-grid', 3);
      const [footer, detail] = [await box('.footer'), await box('.detail')];
      expect(footer.bottom <= detail.top + 1 || footer.right <= detail.left + 1).toBe(true);
      expect(await mergeLines()).toBeGreaterThanOrEqual(scale === 1 ? 6 : 2);
      expect(await panel.axe()).toEqual([]);
    },
  );
});

test('at 1300 px and text twice as large no column is cut: Last byte, Size, Effect', async () => {
  await size(1300, 700, 2);
  await panel.clickRow(0);
  await panel.openTab('Merge');
  const cut = await panel.frame.evaluate(() =>
    ['.streams-grid', '.events-grid', '.merge-table'].filter((grid) => {
      const edge = document.querySelector(grid)?.getBoundingClientRect().right ?? 0;
      const cells = [...document.querySelectorAll(`${grid} [role=columnheader]`)];
      return cells.length === 0 || cells.some((cell) => cell.getBoundingClientRect().right > edge + 1);
    }),
  );
  expect(cut).toEqual([]);
  const texts = await panel.frame.evaluate(() =>
    [...document.querySelectorAll('.streams-grid [role=columnheader] span:not(.for-readers)')]
      .filter((one) => one.parentElement && one.scrollWidth > one.parentElement.clientWidth)
      .map((one) => one.textContent),
  );
  expect(texts).toEqual([]);
});

describe('the list of streams', () => {
  test('takes what it needs: its rows where it lies above, the names where it stands beside', async () => {
    await size(554, 700);
    await closeDetail();
    await waitForRowsSeen('.streams-grid', PATHS.length);
    await size(1300, 700);
    expect((await box('.streams')).width).toBeLessThan(1300 * 0.32);
    const cut = await panel.frame.evaluate(
      () =>
        [...document.querySelectorAll('.name-text')].filter((one) => one.scrollWidth > one.clientWidth)
          .length,
    );
    expect(cut).toBe(0);
  });

  test('says that one fails below its edge, and leads there', async () => {
    await size(500, 373, 2);
    await closeDetail();
    await panel.selectStream('live');
    await panel.press('1 failing below');
    const selected = '.streams-grid [aria-selected=true]';
    await poll('its row', async () =>
      (await panel.frame.$eval(selected, (row) => row.textContent ?? '')).includes(REFUSED),
    );
    await poll('nothing more below', async () => !(await rig.text()).includes('failing below'));
    expect((await box(selected)).bottom).toBeLessThanOrEqual((await box('.streams-grid')).bottom + 1);
    await panel.selectStream('live');
    await panel.waitForRows(20);
  });

  test.each([
    [554, 'Height of the streams list', 'ArrowDown', 'ArrowUp', 'height'],
    [1300, 'Width of the streams list', 'ArrowRight', 'ArrowLeft', 'width'],
  ] as const)(
    'is sized by keys and by the mouse at %i px, and given back by a double click',
    async (width, name, more, less, side) => {
      await size(width, 700);
      const extent = async () => (await box('.streams'))[side];
      const before = { value: await shareOf(name), extent: await extent() };
      await panel.frame.focus(separator(name));
      await panel.key(more);
      await poll('more', async () => (await shareOf(name)) === before.value + 3);
      expect(await extent()).toBeGreaterThan(before.extent);
      await panel.key(less);
      await panel.key(less);
      await poll('less', async () => (await shareOf(name)) < before.value);
      expect(await extent()).toBeLessThan(before.extent);

      const { x, y } = await panel.frame.evaluate((bar) => {
        const at = document.querySelector(bar)?.getBoundingClientRect() ?? new DOMRect();
        return { x: at.x + at.width / 2, y: at.y + at.height / 2 };
      }, separator(name));
      const whole = await box('.body');
      const to = {
        x: side === 'width' ? whole.left + whole.width / 2 : x,
        y: side === 'height' ? whole.top + whole.height / 2 : y,
      };
      await dragTo(panel.frame, { x, y }, to);
      await poll('half', async () => Math.abs((await shareOf(name)) - 50) <= 1);

      const bar = await panel.frame.$(separator(name));
      if (!bar) throw new Error('The bar is gone.');
      await doubleClickIn(panel.frame, bar);
      await poll('as it was', async () => (await extent()) === before.extent);
    },
  );
});

describe('the detail', () => {
  test('stands at the right where the user wants it, and by itself where there is no height', async () => {
    await size(1300, 700);
    await panel.clickRow(0);
    expect((await box('.detail')).top).toBeGreaterThan((await box('.footer')).top);
    await panel.press('Detail at the right');
    await poll('it', async () => (await box('.detail')).left >= (await box('.footer')).right);
    expect(await cutOff()).toEqual([]);
    expect(await panel.axe()).toEqual([]);
    const name = 'Width of the detail';
    const before = await shareOf(name);
    await panel.frame.focus(separator(name));
    await panel.key('ArrowLeft');
    await poll('wider', async () => (await shareOf(name)) === before + 3);
    await panel.key('Enter');
    await poll('as it was', async () => (await shareOf(name)) === before);
    await size(800, 373);
    expect(await cutOff()).toEqual([]);
    expect(await coveredTabs()).toEqual([]);
    await waitForRowsSeen('.events-grid', 3);
    await size(1300, 700);
    await panel.press('Enlarge detail');
    await poll('all of the width', async () => (await box('.detail')).width === (await box('.main')).width);
    await panel.press('Enlarge detail');
    await panel.press('Detail at the right');
    await poll('below', async () => (await box('.detail')).top >= (await box('.footer')).bottom - 1);
    await panel.frame.evaluate(() => window.streamscopeHost?.settings.save({ detail: 'auto' }));
    await size(1300, 373);
    await poll('right', async () => (await box('.detail')).left >= (await box('.footer')).right);
  });
});

test('heading and timeline fold where there is no height, and unfold', async () => {
  await size(554, 700);
  await closeDetail();
  expect((await box('.timeline')).height).toBeGreaterThan(0);
  const tall = (await box('.stream-heading')).height;
  await size(554, 373);
  await poll('a fold', async () => (await box('.timeline')).height === 0);
  expect((await box('.stream-heading')).height).toBeLessThan(tall / 2 + 4);
  await panel.press('Timeline');
  await poll('the timeline', async () => (await box('.timeline')).height > 0);
  await panel.press('Timeline');
  await poll('its fold', async () => (await box('.timeline')).height === 0);
  await panel.press('All of the heading');
  await poll('its name', () => panel.frame.evaluate(() => document.querySelector('.heading-open') !== null));
  await panel.press('All of the heading');
  await size(554, 700);
  await poll('the timeline', async () => (await box('.timeline')).height > 0);
});

test('the toolbar has one line at 800 px, two at 500', async () => {
  const line = 28;
  await size(1300, 700);
  expect((await box('.toolbar')).height).toBeLessThan(line * 1.5);
  await size(800, 700);
  expect((await box('.toolbar')).height).toBeLessThan(line * 1.5);
  await size(500, 700);
  expect((await box('.toolbar')).height).toBeLessThan(line * 2.5);
  await size(554, 700, 2);
  expect((await box('.toolbar')).height).toBeLessThan(line * 2 * 2.5);
  expect(await panel.frame.$('select[aria-label=Times]').then((one) => one?.isVisible())).toBe(false);
  await panel.press('More controls');
  await poll('the times', async () => (await box('select[aria-label=Times]')).width > 0);
  expect(await panel.axe()).toEqual([]);
  await panel.press('More controls');
});

test.each([373, 700])('the settings leave room for the rest, %i px high', async (height) => {
  await size(554, height, 2);
  await closeDetail();
  await panel.press('Settings');
  await poll('them', () => panel.frame.$('.settings'));
  expect(await cutOff()).toEqual([]);
  await waitForRowsSeen('.events-grid', 3);
  expect(await panel.axe()).toEqual([]);
  await panel.press('Settings');
});

test('an enlarged detail has all of the height, where there is little', async () => {
  await size(554, 373);
  await panel.clickRow(0);
  await panel.press('Enlarge detail');
  await poll('the detail', async () => (await box('.detail')).height > 280);
  expect(await panel.frame.$('.streams').then((one) => one?.isVisible())).toBe(false);
  await panel.press('Enlarge detail');
  await poll('the list', async () => (await box('.streams')).height > 0);
});

test('what to do while there is no stream is not covered', async () => {
  await rig.visit(rig.fixtures.url);
  await size(500, 373, 2);
  await poll('the hint', () => panel.frame.$('.streams .hint'));
  const [hint, tabs] = [await box('.streams .hint'), await box('.main')];
  expect(hint.bottom).toBeLessThanOrEqual(tabs.top + 1);
  expect(await cutOff()).toEqual([]);
  expect(await panel.axe()).toEqual([]);
});

test('a size that was set outlives DevTools', async () => {
  await size(1300, 700);
  await panel.frame.focus(separator('Width of the streams list'));
  await panel.key('ArrowRight');
  await panel.key('ArrowRight');
  const kept = () =>
    panel.frame.evaluate(() => window.streamscopeHost?.settings.current().panes['--streams']);
  const share = await poll('a size', kept);
  await rig.streams.devtools.close();
  const again = await openStreamsPanel(rig.page, { size: { width: 1300, height: 900 } });
  await poll('it again', () =>
    again.panel.frame.evaluate(
      (wanted) =>
        document.querySelector<HTMLElement>('.body')?.style.getPropertyValue('--streams') === `${wanted}%`,
      share,
    ),
  );
});
