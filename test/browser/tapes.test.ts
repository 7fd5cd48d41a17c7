/** Tapes as files: what an export contains, and what an import shows. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runAxe } from '../devtools/axe.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let folder: string;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
  folder = await mkdtemp(join(tmpdir(), 'streamscope-'));
});

afterAll(async () => {
  await rig?.close();
  await rm(folder, { recursive: true, force: true });
});

const SECRETS = {
  cookie: 'cookie-4f8a21b7',
  bearer: 'bearer-91c2d3e4f5',
  token: 'token-77aa88bb99',
  password: 'password-6543210',
} as const;

/** Reads a stream by a POST with a secret in each place where one can be. */
async function readSecretStream(): Promise<void> {
  await rig.open('post-fetch');
  const done = await rig.page.evaluate(async ({ cookie, bearer, token, password }) => {
    // biome-ignore lint/suspicious/noDocumentCookie: older Chromium has no other way in a page without TLS.
    document.cookie = `sid=${cookie}; path=/`;
    const url = new URL(`stream?run=secrets&access_token=${token}&topic=tea`, location.href);
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, accept: 'text/event-stream', 'x-note': `for ${token}` },
      body: JSON.stringify({ user: 'anna', password }),
    });
    return (await response.text()).includes('read by fetch');
  }, SECRETS);
  expect(done).toBe(true);
}

/** The lines of a tape without its chunks: what is not a payload. */
const facts = (tape: string) =>
  tape
    .split('\n')
    .filter((line) => !/^\{"kind":"(chunk|message|frame)"/.test(line))
    .join('\n');

const options = () =>
  rig.panel.frame.evaluate(() =>
    [...document.querySelectorAll('select[aria-label="Shown tape"] option')].map(
      (one) => one.textContent ?? '',
    ),
  );

const show = (name: string) =>
  rig.panel.frame.evaluate((wanted) => {
    const select = document.querySelector<HTMLSelectElement>('select[aria-label="Shown tape"]');
    const option = [...(select?.options ?? [])].find(({ text }) => text === wanted);
    if (!select || !option) throw new Error(`no tape ${wanted}`);
    select.value = option.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, name);

/** Drops files on a grid of the panel, as a hand would. */
const drop = (files: { name: string; bytes: Uint8Array }[]) =>
  rig.panel.frame.evaluate(
    (given) => {
      const target = document.querySelector('[role=grid][aria-label=Streams], .hint');
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
      }
      for (const type of ['dragover', 'drop']) {
        target?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      }
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  );

/** What Findings says of the selected stream. */
async function findingsText(): Promise<string> {
  await rig.panel.openTab('Findings');
  const read = () =>
    rig.panel.frame.evaluate(() => document.querySelector('[role=tabpanel]')?.textContent ?? '');
  return poll('the findings', async () => {
    const text = await read();
    return /finding|check/i.test(text) && text;
  });
}

const cells = async (count: number) =>
  (await rig.panel.waitForRows(count)).map((row) => [row.ID, row.Type, row.Data, row.Size]);

describe('Export', () => {
  test('replaces secrets, says which before, and keeps them only where that is asked for', async () => {
    const { panel } = rig;
    await readSecretStream();
    await panel.selectStream('topic=tea');
    const { text } = await panel.exportFile(async () => {
      const shown = await rig.waitForText(/values in \d+ places are replaced/);
      expect(shown).toMatch(/Header authorization/i);
      expect(shown).toMatch(/Cookie sid/);
      expect(shown).toMatch(/Parameter access_token/);
      expect(shown).toMatch(/Field password of a request’s body/);
      expect(shown).toContain(new URL(rig.fixtures.url).host);
      expect(await runAxe(panel.frame)).toEqual([]);
    });
    for (const secret of Object.values(SECRETS)) expect(facts(text)).not.toContain(secret);
    // The same token is the same marker in the URL and in the header; what the page sent of it came back as data.
    const marker = /access_token=(redacted-\w+~*)&/.exec(text)?.[1] ?? '';
    expect(marker).toHaveLength(SECRETS.token.length);
    expect(text).toContain(`"for ${marker}"`);
    expect(text).toMatch(/"Bearer redacted-\w+~+"/);
    expect(text).toMatch(/"sid=redacted-\w+~*"/);

    const kept = await panel.exportFile(async () => {
      await panel.press('Keep secrets', 'checkbox');
      await rig.waitForText(/who has it can act as you do/);
    });
    for (const secret of Object.values(SECRETS)) expect(facts(kept.text)).toContain(secret);
    await panel.openTab('Connections');
    await rig.waitForText(new RegExp(SECRETS.bearer));
    await panel.openTab('Events');
  });

  test('packed, of the selected channel alone, comes back as it was', async () => {
    const { panel } = rig;
    await panel.selectStream('topic=tea');
    const before = await cells(3);
    const findings = await findingsText();
    await panel.openTab('Events');
    const file = await panel.exportFile(async () => {
      await panel.press('Packed', 'radio');
      await panel.press('Only the selected one:', 'radio');
    });
    expect(file.name).toMatch(/\.tape\.ndjson\.gz$/);
    const path = join(folder, file.name);
    await writeFile(path, file.bytes);
    await panel.importTape(path);
    await rig.waitForText(/Showing the imported tape/);
    expect(await cells(before.length)).toEqual(before);
    await poll('the same findings', async () => (await findingsText()) === findings);
    await panel.openTab('Events');
    await panel.press('Close this tape');
    expect(gunzipSync(file.bytes).toString()).toBe(file.text);
  });
});

describe('Import', () => {
  afterEach(async () => {
    while ((await options()).length > 1) {
      await show((await options()).at(-1) ?? '');
      await rig.panel.press('Close this tape');
    }
  });

  const tapeOf = (id: string, events: number) =>
    [
      '{"streamscope":"tape","version":1}',
      '{"kind":"clock","at":0,"wall":1700000000000}',
      `{"kind":"request","at":0,"on":"${id}","url":"http://${id}.test/${id}","method":"GET","headers":[],"via":"eventsource","context":{"kind":"page","id":"m"}}`,
      `{"kind":"response","at":5,"on":"${id}","status":200,"statusText":"OK","headers":[["content-type","text/event-stream"]],"mimeType":"text/event-stream"}`,
      ...Array.from(
        { length: events },
        (_, n) => `{"kind":"chunk","at":${10 + n},"on":"${id}","text":"data: ${id} ${n}\\n\\n"}`,
      ),
      '',
    ].join('\n');

  test('two dropped tapes stand side by side, and every view follows the choice', async () => {
    const { panel } = rig;
    await drop([
      { name: 'one.tape.ndjson', bytes: Buffer.from(tapeOf('one', 2)) },
      { name: 'two.tape.ndjson.gz', bytes: gzipSync(tapeOf('two', 3)) },
    ]);
    await poll('both', async () => (await options()).length === 3);
    expect(await options()).toEqual([
      'Live capture',
      'Imported: one.tape.ndjson',
      'Imported: two.tape.ndjson.gz',
    ]);
    const data = async () => (await panel.rows()).map((row) => row.Data).join();
    await poll('the second', async () => (await data()) === 'two 0,two 1,two 2');
    await show('Imported: one.tape.ndjson');
    await poll('the first', async () => (await data()) === 'one 0,one 1');
    await panel.openTab('Connections');
    await rig.waitForText(/one\.test/);
    await panel.openTab('Findings');
    await rig.waitForText(/Imported tape · 2 events/);
    await panel.openTab('Events');
    await show('Live capture');
    await rig.waitForText(/Recording every byte/);
  });

  test('a packed tape that was cut off is shown up to there, with the line and the reason', async () => {
    // Its last kilobyte unpacks to most of it: all that came out is to be read before the end is found to be missing.
    const packed = gzipSync(
      tapeOf('cut', 2) + '{"kind":"mark","at":1,"text":"the same again"}\n'.repeat(20_000),
    );
    await drop([{ name: 'cut.tape.ndjson.gz', bytes: packed.subarray(0, packed.length - 12) }]);
    await rig.waitForText(/Reading stopped at line (19|20)\d{3}: its gzip data is cut off/);
    await rig.panel.waitForRows(2);
  });

  test('a packed tape with a flipped byte is shown up to there, with the line and the reason', async () => {
    const noise = Array.from({ length: 100 }, (_, n) => `{"kind":"mark","at":1,"text":"${noiseOf(n)}"}\n`);
    const packed = gzipSync(tapeOf('hurt', 2) + noise.join(''));
    const middle = packed.length >> 1;
    packed.fill(packed.readUInt8(middle) ^ 0xff, middle, middle + 1);
    await drop([{ name: 'hurt.tape.ndjson.gz', bytes: packed }]);
    await rig.waitForText(/Reading stopped at line \d+: its gzip data is|Line \d+ was left out/);
    await rig.panel.waitForRows(2);
  });

  test.each([
    ['cut off', tapeOf('cut', 2).slice(0, -20), /Line 6 was left out: the file ends in the middle of it/],
    ['of a later version', tapeOf('new', 2).replace('"version":1', '"version":9'), /format version 9/],
    [
      'with a line over the limit',
      // A line of 300 MB packs to some hundreds of KB; what it unpacks to is never held as a whole.
      `${tapeOf('long', 2)}{"kind":"mark","at":1,"text":"${'x'.repeat(300_000_000)}"}\n`,
      /Reading stopped at line 7: it is longer than 268,435,456 bytes, the limit of a line/,
    ],
    [
      'with keys that are no one’s to set',
      `${tapeOf('proto', 2)}{"__proto__":{"hacked":1},"kind":"new","at":1,"constructor":{"prototype":{"hacked":1}}}\n{"kind":"mark"}\n`,
      /Line 8 was left out: not a record/,
    ],
  ])('a tape %s is shown as far as it goes, with the line and the reason', async (_, content, said) => {
    const { panel } = rig;
    await drop([{ name: 'hurt.gz', bytes: gzipSync(content) }]);
    await rig.waitForText(said);
    expect((await panel.waitForRows(1)).length).toBeGreaterThan(0);
    expect(await panel.frame.evaluate(() => 'hacked' in {})).toBe(false);
  });
});

/** Text that does not pack. */
function noiseOf(seed: number): string {
  let state = seed + 1;
  let text = '';
  for (let i = 0; i < 60; i++) {
    state = (state * 48271) % 2147483647;
    text += state.toString(36);
  }
  return text;
}
