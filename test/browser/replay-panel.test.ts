/** Replay as a user does it: in the real panel, with the file it saves and the server it asks for. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Replay, startReplay } from '../../fixtures-server/replay/index.ts';
import { readTapeFile } from '../../fixtures-server/replay/read.ts';
import { derive } from '../../src/channels/testing/derive.ts';
import { recordedChannelsOf } from '../../src/replay/serving/index.ts';
import { runAxe } from '../devtools/axe.ts';
import { catchDownload } from '../devtools/downloads.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let replay: Replay | null = null;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
});
afterEach(async () => {
  await replay?.close();
  replay = null;
});
afterAll(() => rig?.close());

const frame = <T>(code: string): Promise<T> => rig.panel.frame.evaluate(code) as Promise<T>;

/** Text of the dialog, or of what has this accessible name. */
const dialogText = () => frame<string>("document.querySelector('dialog[open]')?.innerText ?? ''");
const bannerText = () =>
  frame<string>("document.querySelector('[aria-label=\"Answering requests\"]')?.innerText ?? ''");

/** Types into a field of the dialog, found by its label. */
const type = (label: string, text: string) =>
  frame(`(() => {
    const label = [...document.querySelectorAll('dialog label')].find((one) => one.innerText.trim().startsWith(${JSON.stringify(label)}));
    const input = label.control;
    input.focus();
    input.select();
    document.execCommand('insertText', false, ${JSON.stringify(text)});
  })()`);

/** Chooses of a list in the dialog, found by its label. */
const select = (label: string, value: string) =>
  frame(`(() => {
    const label = [...document.querySelectorAll('dialog label')].find((one) => one.innerText.trim().startsWith(${JSON.stringify(label)}));
    const list = label.querySelector('select');
    list.value = ${JSON.stringify(value)};
    list.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);

const choose = (text: string) =>
  frame(
    `[...document.querySelectorAll('dialog label')].find((one) => one.innerText.includes(${JSON.stringify(text)})).control.click()`,
  );

async function openDialog(): Promise<void> {
  await rig.panel.press('Replay');
  await rig.panel.press('Answer the page’s requests with this recording…', 'menuitem');
  await poll('the dialog', async () => (await dialogText()) !== '');
}

/** Waits until a lesson's stream is the only one in the panel: the page before it may still be on its way out. */
const shows = (lesson: string) =>
  poll('the stream', async () => {
    const [row, ...others] = await rig.panel.streams();
    return others.length === 0 && (row?.Name ?? '').includes(`run=${lesson}`);
  });

/** The tape that the panel saves, as a file. */
async function exported(): Promise<string> {
  const text = await rig.panel.exportTape();
  const file = join(tmpdir(), `streamscope-replay-${process.pid}.tape.ndjson`);
  writeFileSync(file, text);
  return file;
}

/** What came on each connection. Chunk borders are compared where the browser has more leisure: replay.test.ts. */
const bodiesOf = async (file: string) => {
  const { tape } = await readTapeFile(file);
  return tape.connections().map(({ bytes }) => Buffer.from(bytes.peek(0, bytes.length) ?? []).toString());
};

test('the page is answered by the recording, with a banner as long as it lasts', async () => {
  await rig.lesson('one-over-many-chunks');
  await shows('one-over-many-chunks');
  const file = await exported();
  const original = await bodiesOf(file);
  await openDialog();
  await choose('replay server on this machine');
  await poll('no server yet', async () => (await dialogText()).includes('Not found yet'));
  expect(await runAxe(rig.panel.frame)).toEqual([]);

  // Saved from within the dialog, and then the command for just that file is shown.
  const { name } = await catchDownload(rig.browser, async (begun) => {
    await frame(
      "[...document.querySelectorAll('dialog button')].find((one) => one.innerText === 'Export').click()",
    );
    await poll('the choices', async () => frame("document.querySelector('dialog.export') !== null"));
    await frame("document.querySelector('dialog.export .primary').click()");
    await poll('the saved file', async () => begun());
  });
  const command = await poll('the command', async () => /npm run replay -- .*/.exec(await dialogText())?.[0]);
  expect(command).toMatch(new RegExp(`^npm run replay -- ${name} --token [0-9a-f]{32}$`));

  const { tape } = await readTapeFile(file);
  replay = await startReplay({ tape, name: 'first.tape.ndjson' });
  await type('It is looked for at', replay.url);
  await poll('the server', async () => (await dialogText()).includes('Found. It plays first.tape.ndjson.'));
  // Whatever run the page asks for.
  const address = `${rig.fixtures.url}/s/one-over-many-chunks/stream`;
  await type('Address', address);
  await select('Requests whose address', 'begins-with');
  await rig.panel.press('Start answering');
  await poll('the banner', async () => (await bannerText()).includes('(0 answered)'));
  expect(await runAxe(rig.panel.frame)).toEqual([]);

  // A reload does not end it.
  const written = rig.fixtures.connections('one-over-many-chunks').length;
  await rig.page.reload();
  await poll('an answer', async () => (await bannerText()).includes('(1 answered)'));
  await poll('the end of the stream', async () => /ended/.test((await rig.panel.streams())[0]?.State ?? ''));
  const repeated = await exported();
  expect(await bodiesOf(repeated)).toEqual(original);
  const { tape: second } = await readTapeFile(repeated);
  const marks = second.general.map((fact) => (fact.kind === 'mark' ? fact.text : '')).filter(Boolean);
  expect(marks).toEqual([`A recording answers GET ${address}…: request 1.`]);
  expect(rig.fixtures.connections('one-over-many-chunks')).toHaveLength(written);

  await rig.panel.press('Stop answering');
  await poll('no banner', async () => (await bannerText()) === '');
  expect(await rig.panel.exportTape()).toContain(`"text":"The server answers GET ${address}… again."`);
  await rig.page.reload();
  await poll(
    'the server',
    async () => rig.fixtures.connections('one-over-many-chunks').length === written + 1,
  );
});

test('the dialog opens on the way that needs no shell, with the address as it is and the faults that can act', async () => {
  await rig.lesson('short');
  await shows('short');
  await openDialog();
  const state = () =>
    frame<Record<string, unknown>>(`(() => {
      const labelled = (text) => [...document.querySelectorAll('dialog label')].find((one) => one.innerText.includes(text));
      const merge = labelled('Merge chunks at random (seed)').control;
      return {
        browser: labelled('the browser, whole and at once').control.checked,
        address: labelled('Address').control.value,
        match: labelled('Requests whose address').querySelector('select').value,
        pauses: labelled('Pauses').querySelector('select').disabled,
        merge: merge.disabled,
        why: document.getElementById(merge.getAttribute('aria-describedby'))?.textContent ?? null,
        cut: labelled('Break off after (bytes)').control.disabled,
        twice: labelled('Send every nth event twice').control.disabled,
        fail: labelled('Fail the first').control.disabled,
      };
    })()`);
  await frame("document.querySelector('dialog details').open = true");
  expect(await state()).toEqual({
    browser: true,
    address: `${rig.fixtures.url}/s/short/stream?run=short`,
    match: 'exact',
    pauses: true,
    merge: true,
    why: 'The browser gives the whole body at once: there are no chunks.',
    cut: true,
    twice: false,
    fail: false,
  });
  expect(await runAxe(rig.panel.frame)).toEqual([]);
  await choose('replay server on this machine');
  await poll('all faults', async () => {
    const { merge, cut, pauses } = await state();
    return !merge && !cut && !pauses;
  });

  // An address with characters that mean others to the browser is answered as it is.
  await choose('the browser, whole and at once');
  const odd = `${rig.fixtures.url}/a*b?q=1`;
  await type('Address', odd);
  await frame(`(() => {
    const input = document.querySelector('dialog [aria-label^="Fail the first"]');
    input.value = '1';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
  await rig.panel.press('Start answering');
  await poll('the banner', async () => (await bannerText()).includes(`GET ${odd} (0 answered)`));
  const ask = (url: string) => rig.page.evaluate(async (to) => (await fetch(to)).status, url);
  expect(await ask(`${rig.fixtures.url}/axb?q=1`)).toBe(404);
  expect([await ask(odd), await ask(odd)]).toEqual([500, 200]);
  await rig.panel.press('Stop answering');
});

test('the dialog shows what is wrong, and nothing starts', async () => {
  await rig.lesson('short');
  await shows('short');
  await openDialog();
  await type('Address', ' ');
  await poll('the reason', async () => (await dialogText()).includes('Say which address'));
  await rig.panel.key('Escape');
  await poll('no dialog', async () => (await dialogText()) === '');
  expect(await bannerText()).toBe('');
});

test('polls are answered after their holds without a server; Record off ends it', async () => {
  await rig.open('long-poll');
  let seen: unknown;
  await poll(
    'a poll loop',
    async () => {
      const rows = await rig.panel.streams();
      seen = rows;
      return rows.some((one) => Number(one.Events) >= 4);
    },
    { seen: () => seen },
  );
  const file = await exported();
  await openDialog();
  await type('Address', `${rig.fixtures.url}/again`);
  await choose('Keep when the page goes elsewhere');
  await rig.panel.press('Start answering');
  await poll('the banner', async () => (await bannerText()).includes('(0 answered)'));
  const { tape } = await readTapeFile(file);
  const [loop] = recordedChannelsOf(derive(tape));
  // Not from request to answer: where the browser kept the request back for long, the server held it for less.
  const held = loop?.recording(0).head?.at ?? Number.NaN;
  await rig.visit(`${rig.fixtures.url}/`);
  const took = await rig.page.evaluate(async () => {
    const begin = performance.now();
    await (await fetch('/again')).text();
    return performance.now() - begin;
  });
  // Not sooner; how much later is the machine's doing.
  expect(took - held).toBeGreaterThan(-50);
  await rig.panel.press('Record');
  await poll('the end', async () => (await bannerText()).includes('debugger was detached'));
  expect(await rig.page.evaluate(async () => (await fetch('/again')).status)).toBe(404);
  await rig.panel.press('Dismiss: answering requests');
  await poll('no banner', async () => (await bannerText()) === '');
});

test('closing DevTools ends it', async () => {
  await rig.lesson('short');
  await rig.panel.press('Record');
  await rig.panel.waitForCapture();
  await rig.page.reload();
  await shows('short');
  await openDialog();
  await type('Address', `${rig.fixtures.url}/again`);
  await rig.panel.press('Start answering');
  await poll('the banner', async () => (await bannerText()).includes('(0 answered)'));
  const status = () => rig.page.evaluate(async () => (await fetch('/again')).status);
  expect(await status()).toBe(200);
  await rig.streams.devtools.close();
  await poll('the server', async () => (await status()) === 404);
});
