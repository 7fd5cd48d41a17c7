/** What a recording answered is no evidence: in the real panel, by either way of answering, over an export and an import. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startReplay } from '../../fixtures-server/replay/index.ts';
import { readTapeFile } from '../../fixtures-server/replay/read.ts';
import { runAxe } from '../devtools/axe.ts';
import { poll } from '../devtools/poll.ts';
import { startReconnecting } from './support/reconnecting.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  rig = await startRig({ size: { width: 1300, height: 900 } });
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rig?.close());

const frame = <T>(code: string): Promise<T> => rig.panel.frame.evaluate(code) as Promise<T>;
const banner = () =>
  frame<string>("document.querySelector('[aria-label=\"Answering requests\"]')?.innerText ?? ''");
const answered = (count: number) =>
  poll(`${count} answered`, async () => Number(/\((\d+) answered/.exec(await banner())?.[1] ?? 0) >= count);

async function openDialog(): Promise<void> {
  await rig.panel.press('Replay');
  await rig.panel.press('Answer the page’s requests with this recording…', 'menuitem');
  await poll('the dialog', () => frame<boolean>("document.querySelector('dialog[open]') !== null"));
}

/** Name, number of connections and findings of each row of Streams. */
const rows = async () =>
  (await rig.panel.streams()).map(({ Name = '' }) => ({
    name: /^prices( \(recording\))?/.exec(Name)?.[0] ?? Name,
    isFound: /finding|warning/.test(Name),
  }));

const isRecording = (name: string) => name.endsWith('(recording)');

/** A page whose EventSource reconnects again and again, with a few connections on the tape. */
async function visit() {
  const server = await startReconnecting();
  closing.push(() => server.close());
  await rig.visit(server.url);
  await rig.panel.waitForStream('prices');
  await rig.panel.selectStream('prices');
  await rig.panel.waitForRows(5);
  return server;
}

/** Text and background of the first row of each view in which the recording's row of Streams is shown. */
async function marks(): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  const hatched = (selector: string) =>
    poll(`${selector} hatched`, () =>
      frame<boolean>(
        `(() => { const one = document.querySelector(${JSON.stringify(selector)}); return one !== null && getComputedStyle(one).backgroundImage.includes('repeating-linear-gradient'); })()`,
      ),
    );
  await rig.panel.selectStream(/\(recording\)/);
  seen.heading = await poll('the heading', () =>
    frame<string>("document.querySelector('.stream-heading')?.innerText"),
  );
  await hatched('.stream-heading');
  seen.timeline = await poll('the timeline', () =>
    frame<string>("document.querySelector('#timeline-text')?.textContent"),
  );
  await rig.panel.openTab('Events');
  await hatched('[aria-label="Events"] [role="gridcell"]');
  await rig.panel.clickRow(1);
  await rig.panel.merge();
  await hatched('.merge');
  await rig.panel.openTab('Raw');
  await hatched('[aria-label="Raw"] [role="row"]:not([aria-selected="true"]) [role="gridcell"]');
  for (const tab of ['Connections', 'Overview', 'Findings'] as const) {
    await rig.panel.openTab(tab);
    if (tab !== 'Findings') await hatched('.facts');
    seen[tab] = await rig.text();
  }
  expect(await runAxe(rig.panel.frame)).toEqual([]);
  await rig.panel.openTab('Events');
  return seen;
}

test('answered by the browser: marked in every view, apart from the server, without a finding; also when it is imported', async () => {
  const server = await visit();
  await openDialog();
  await rig.panel.press('Start answering');
  await answered(2);
  await rig.panel.press('Stop answering');
  const before = server.connections;
  await poll('the server again', async () => server.connections > before + 1);
  await rig.page.evaluate('source.close()');

  const found = await poll('three rows', async () => {
    const all = await rows();
    return all.length === 3 && all;
  });
  // The server's before, the recording's, the server's after: that one may continue what the recording said.
  expect(found.map(({ name }) => isRecording(name))).toEqual([false, true, false]);
  await poll('a finding on the server’s', async () => (await rows())[0]?.isFound);
  expect((await rows())[1]?.isFound).toBe(false);

  const live = await marks();
  expect(live.heading).toContain('A recording answered, not the server: whole and at once.');
  expect(live.timeline).toContain('Hatched: a recording answered, not the server.');
  expect(live.Connections).toContain('a recording, which the browser gave whole and at once; not the server');
  expect(live.Connections).toContain('ended with the recording');
  expect(live.Overview).toContain('A recording answered, not the server');
  expect(live.Findings).toContain('What a recording answered is not checked.');
  expect(live.Findings).toContain('A recording answered, not the server');

  const text = await rig.panel.exportTape();
  const marked = text.split('\n').filter((line) => line.includes('"kind":"answered"'));
  expect(marked.length).toBeGreaterThanOrEqual(2);
  expect(marked.every((line) => line.includes('"by":"browser"'))).toBe(true);
  const file = join(tmpdir(), `streamscope-marked-${process.pid}.tape.ndjson`);
  writeFileSync(file, text);
  await rig.panel.importTape(file);
  // The live capture has as many rows: they are there until the tape's take their place.
  await rig.waitForText(/Close this tape/);
  await poll('its rows', async () => {
    const kinds = (await rows()).map(({ name }) => isRecording(name));
    return String(kinds) === String([false, true, false]);
  });
  const imported = await marks();
  expect(imported.Findings).toContain('What a recording answered is not checked.');
  await rig.panel.press('Close this tape');
});

test('answered by the replay server, and asked by the page itself: marked all the same', async () => {
  await visit();
  const file = join(tmpdir(), `streamscope-marked-${process.pid}.tape.ndjson`);
  writeFileSync(file, await rig.panel.exportTape());
  const { tape } = await readTapeFile(file);
  const replay = await startReplay({ tape, name: 'first.tape.ndjson' });
  closing.push(() => replay.close());
  await openDialog();
  await frame(
    "[...document.querySelectorAll('dialog label')].find((one) => one.innerText.includes('replay server on this machine')).control.click()",
  );
  await frame(`(() => {
    const label = [...document.querySelectorAll('dialog label')].find((one) => one.innerText.trim().startsWith('It is looked for at'));
    label.control.focus();
    label.control.select();
    document.execCommand('insertText', false, ${JSON.stringify(replay.url)});
  })()`);
  await poll('the server', () =>
    frame<boolean>("document.querySelector('dialog').innerText.includes('Found. It plays')"),
  );
  await rig.panel.press('Start answering');
  await answered(2);
  await rig.page.evaluate('source.close()');
  await rig.panel.press('Stop answering');
  const mine = await poll('its row', async () => (await rows()).find(({ name }) => isRecording(name)));
  expect(mine.isFound).toBe(false);
  expect(await rig.panel.exportTape()).toContain('"kind":"answered"');

  // No record says it here: only the header of the replay server does.
  await rig.visit(`${rig.fixtures.url}/`);
  await rig.page.evaluate((url) => {
    Object.assign(self, { direct: new EventSource(url) });
  }, `${replay.url}channel/1`);
  await rig.panel.waitForStream('(recording)');
  const direct = await rig.panel.exportTape();
  expect(direct).not.toContain('"kind":"answered"');
  expect(direct.toLowerCase()).toContain('streamscope-replay');
});
