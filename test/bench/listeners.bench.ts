/**
 * What a look into a page's heap costs the page: `Runtime.queryObjects`, by which its EventSource and WebSocket objects are found. The
 * processor time of the page's thread by the size of its heap, and of what that is made; capture looks by itself only where the heap is
 * smaller than its limit. Exits with 1 where a look there takes longer than it may.
 *
 * Option: `--rounds=5`.
 */
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'puppeteer';
import { MAX_HEAP, MAX_LOOK } from '../../src/capture/debugger/live-looks.ts';
import { launchBrowser } from '../devtools/launch.ts';
import { textTable } from '../devtools/text-table.ts';
import { judge, median, ms } from './figures.ts';
import { runIn } from './in-page.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);

/** Objects of four fields, and strings of 900 characters, that a page holds. */
const PAGES: readonly { readonly objects: number; readonly strings: number }[] = [
  { objects: 0, strings: 0 },
  { objects: 5000, strings: 0 },
  { objects: 10_000, strings: 0 },
  { objects: 20_000, strings: 0 },
  { objects: 50_000, strings: 0 },
  { objects: 300_000, strings: 0 },
  { objects: 1_500_000, strings: 0 },
  { objects: 0, strings: 15_000 },
  { objects: 0, strings: 200_000 },
];

async function threadTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
}

interface Looked {
  /** Bytes, before the look. */
  readonly heap: number;
  /** Milliseconds of processor time. */
  readonly took: number;
}

/** One look at a page that was just loaded. What it left as garbage is part of what a look costs. */
async function look(page: Page, { objects, strings }: (typeof PAGES)[number]): Promise<Looked> {
  await page.goto('data:text/html,<title>a page</title>');
  await runIn(
    page,
    (objectCount: number, stringCount: number) => {
      const held = {
        objects: Array.from({ length: objectCount }, (_, i) => ({ a: i, b: -i, c: 2 * i, d: i % 7 })),
        // Written anew, each is one piece.
        strings: Array.from({ length: stringCount }, (_, i) => JSON.stringify(`${i} `.padEnd(898, '.'))),
      };
      Object.assign(globalThis, { held, source: new EventSource('data:text/event-stream,') });
    },
    objects,
    strings,
  );
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { result } = await session.send('Runtime.evaluate', { expression: 'EventSource.prototype' });
  const before = await threadTime(session);
  await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  const took = (await threadTime(session)) - before;
  await session.detach();
  return { heap: usedSize, took };
}

const browser = await launchBrowser({ extensions: [] });
const rows: Record<string, string>[] = [];
let dearest = 0;
try {
  const page = await browser.newPage();
  for (const made of PAGES) {
    const looks: Looked[] = [];
    for (let round = 0; round < rounds; round++) looks.push(await look(page, made));
    const heap = median(looks.map((each) => each.heap));
    const took = median(looks.map((each) => each.took));
    const isSmall = heap <= MAX_HEAP;
    if (isSmall) dearest = Math.max(dearest, took);
    rows.push({
      'objects held': made.objects.toLocaleString('en'),
      'strings held': made.strings.toLocaleString('en'),
      'heap (usedSize)': `${(heap / 1e6).toFixed(2)} MB`,
      'a look': ms(took),
      'by itself': isSmall ? 'yes' : 'no',
    });
  }
  console.log(`${await browser.version()}, ${rounds} rounds, medians of processor time\n`);
} finally {
  await browser.close();
}
console.log(textTable(Object.keys(rows[0] ?? {}), rows));
process.exitCode = judge({
  what: 'a look that capture makes by itself',
  value: dearest,
  max: MAX_LOOK,
  unit: 'ms',
})
  ? 0
  : 1;
