/** The panel's one kind of dialog, in real DevTools and by keyboard: where the focus goes, and what Escape does. */
import type { KeyInput } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hoverIn } from '../devtools/click.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1000, height: 800 } });
  await rig.lesson('two-on-one-url');
  await rig.panel.waitForRows(3);
});

afterAll(() => rig?.close());

const inPanel = (code: string): Promise<unknown> => rig.panel.frame.evaluate(code);
const focusIsIn = (selector: string) =>
  inPanel(`document.activeElement?.closest(${JSON.stringify(selector)}) !== null`);
const openDialogs = () => inPanel(`document.querySelectorAll('dialog:modal').length`);
const drawerIsOpen = () =>
  rig.streams.devtools.page.evaluate(`import('./ui/legacy/legacy.js').then((UI) =>
    UI.InspectorView.InspectorView.instance().drawerVisible())`);

async function keys(...pressed: KeyInput[]): Promise<void> {
  for (const key of pressed) await rig.panel.key(key);
}

/** Opens the Replay menu from its button, and chooses an item by its first letters. */
async function chooseFromMenu(text: string): Promise<void> {
  await inPanel(
    `[...document.querySelectorAll('button')].find((one) => one.textContent === 'Replay').focus()`,
  );
  await keys('Enter');
  await poll('the menu', () => focusIsIn('[role=menu]'));
  for (let i = 0; i < 5 && !(await inPanel(`document.activeElement.textContent.startsWith('${text}')`)); i++)
    await keys('ArrowDown');
  await keys('Enter');
}

/** What opens each dialog by keyboard, and what must have the focus afterwards. */
const DIALOGS: readonly [name: string, open: () => Promise<void>, back: string][] = [
  [
    'Export',
    async () => {
      await inPanel(`document.querySelector('button[aria-label="Export"]').focus()`);
      await keys('Enter');
    },
    'button[aria-label="Export"]',
  ],
  ['Send into the page', () => chooseFromMenu('Send'), 'button[aria-haspopup=menu]'],
  ['Answer the page’s requests', () => chooseFromMenu('Answer'), 'button[aria-haspopup=menu]'],
  [
    'Send, from the menu of a row',
    async () => {
      await inPanel(`document.querySelector('[role=grid][aria-label=Events]').focus()`);
      await keys('Home', 'ContextMenu');
      await poll('the menu', () => focusIsIn('[role=menu]'));
      for (let i = 0; i < 9 && !(await inPanel(`document.activeElement.textContent.startsWith('Send')`)); i++)
        await keys('ArrowDown');
      await keys('Enter');
    },
    '.events-grid',
  ],
];

describe.each(DIALOGS)('%s', (_name, open, back) => {
  test('takes the focus, keeps it, and gives it back where it was when Escape closes it', async () => {
    await open();
    await poll('the dialog', async () => (await openDialogs()) === 1);
    expect(await focusIsIn('dialog')).toBe(true);
    // Fewer than there are controls: after the last one Tab leaves the panel for DevTools, which is not ours.
    const { keyboard } = rig.streams.devtools.page;
    for (let i = 0; i < 6; i++) {
      // Three forward, and the same way back.
      if (i === 3) await keyboard.down('Shift');
      await keys('Tab');
      expect(await focusIsIn('dialog')).toBe(true);
    }
    await keyboard.up('Shift');
    await keys('Escape');
    await poll('the dialog to close', async () => (await openDialogs()) === 0);
    // At once, not a frame later: the next key must already arrive.
    expect(await focusIsIn(back)).toBe(true);
    expect(await drawerIsOpen()).toBe(false);
  });

  test('opens again after it was closed with Escape, as often as one likes', async () => {
    for (let i = 0; i < 3; i++) {
      await open();
      await poll('the dialog', async () => (await openDialogs()) === 1);
      await keys('Escape');
      await poll('the dialog to close', async () => (await openDialogs()) === 0);
      expect(await focusIsIn(back)).toBe(true);
    }
  });
});

test('a key pressed while a dialog is open is no shortcut of the panel, wherever the focus is', async () => {
  await DIALOGS[0]?.[1]();
  await poll('the dialog', async () => (await openDialogs()) === 1);
  await inPanel('document.activeElement.blur()');
  await keys('/');
  expect(await openDialogs()).toBe(1);
  expect(await focusIsIn('input[type=search]')).toBe(false);
  await keys('Escape');
  await poll('the dialog to close', async () => (await openDialogs()) === 0);
  // Escape closed the dialog, and not the detail behind it as well.
  expect(await focusIsIn('button[aria-label="Export"]')).toBe(true);
});

test('where what had the focus is gone when the dialog closes, a grid has it', async () => {
  await DIALOGS[0]?.[1]();
  await poll('the dialog', async () => (await openDialogs()) === 1);
  const button = `document.querySelector('button[aria-label="Export"]')`;
  await inPanel(`${button}.style.display = 'none'`);
  await keys('Escape');
  await poll('the dialog to close', async () => (await openDialogs()) === 0);
  expect(await focusIsIn('[role=grid]')).toBe(true);
  await inPanel(`${button}.style.display = ''`);
});

test('Escape that ends the composing of a text leaves the dialog open', async () => {
  await DIALOGS[0]?.[1]();
  await poll('the dialog', async () => (await openDialogs()) === 1);
  await inPanel(`document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, composed: true }))`);
  expect(await openDialogs()).toBe(1);
  await keys('Escape');
  await poll('the dialog to close', async () => (await openDialogs()) === 0);
});

test('a dialog that the browser closes by itself is gone, and can be opened again', async () => {
  await DIALOGS[0]?.[1]();
  await poll('the dialog', async () => (await openDialogs()) === 1);
  await inPanel(`document.querySelector('dialog').close()`);
  await poll('the dialog to go', () => inPanel(`document.querySelector('dialog') === null`));
  await DIALOGS[0]?.[1]();
  await poll('the dialog again', async () => (await openDialogs()) === 1);
  await keys('Escape');
  await poll('the dialog to close', async () => (await openDialogs()) === 0);
});

test('the button that does it can be read while the pointer is over it, dark too', async () => {
  const { devtools } = rig.streams;
  const colours = () =>
    inPanel(`(({ color, backgroundColor }) => color + ' on ' + backgroundColor)(
      getComputedStyle(document.querySelector('dialog .primary')))`);
  for (const theme of ['default', 'dark'] as const) {
    await devtools.setTheme(theme);
    await DIALOGS[0]?.[1]();
    await poll('the dialog', async () => (await openDialogs()) === 1);
    const before = await colours();
    const button = await rig.panel.frame.$('dialog .primary');
    if (button) await hoverIn(rig.panel.frame, button);
    await poll('the pointer over it', () =>
      inPanel(`document.querySelector('dialog .primary').matches(':hover')`),
    );
    expect(await colours()).toBe(before);
    await keys('Escape');
    await poll('the dialog to close', async () => (await openDialogs()) === 0);
  }
});
