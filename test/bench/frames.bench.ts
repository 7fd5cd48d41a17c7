/**
 * How long a flood of 10,000 WebSocket frames holds the panel: the longest time that a task of the highest priority had to
 * wait, against a listener that only counts, and against the panel where 40 frames come: it draws the same views then, and
 * nothing else wants the processors. Each in a browser of its own, in turn; medians.
 *
 * Option: `--rounds=5`. It prints figures and has no target: most of the time is other processes' use of two cores.
 */
import { parseArgs } from 'node:util';
import { poll } from '../devtools/poll.ts';
import { bareListener } from './bare-listener.ts';
import { median, ms } from './figures.ts';
import { runIn } from './in-page.ts';
import { printConditions, type Stage, withStage } from './stage.ts';
import { streamsPanel } from './streams-panel.ts';
import type { Viewer } from './viewer.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const FRAMES = 10_000;
const FEW = 40;
const LIMIT = 60_000;

/** The longest block of a viewer's thread while the page receives the frames, and until our panel has every row. */
function longestBlock(stage: Stage, viewer: Viewer, frames: number): Promise<number> {
  return stage.inBrowser(viewer.extensions, async (page) => {
    const open = await viewer.open(page);
    const url = `${stage.server}/s/ws-flood/?count=${frames}`;
    await open.expect({ url, rows: frames, timeout: LIMIT });
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    const isDone = () =>
      runIn(page, (count: number) => window.receivedCount === count && window.inOrder, frames);
    await poll('the flood to end', isDone, { timeout: LIMIT, every: 200 });
    if (viewer !== bareListener)
      await poll('every row', async () => (await open.rows()) === frames, { timeout: LIMIT, every: 200 });
    return open.longestBlock();
  });
}

await withStage(async (stage) => {
  await printConditions(stage, rounds);
  const panel = streamsPanel(stage.extension);
  const ours: number[] = [];
  const few: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    floor.push(await longestBlock(stage, bareListener, FRAMES));
    ours.push(await longestBlock(stage, panel, FRAMES));
    few.push(await longestBlock(stage, panel, FEW));
  }
  const inWords = (blocks: readonly number[]) =>
    `${ms(median(blocks))} (${ms(Math.min(...blocks))} to ${ms(Math.max(...blocks))})`;
  console.log(`The longest block in a flood of ${FRAMES.toLocaleString('en')} WebSocket frames:`);
  console.log(`  Streams panel   ${inWords(ours)}`);
  console.log(`  bare listener   ${inWords(floor)}`);
  console.log(`and where ${FEW} frames come:`);
  console.log(`  Streams panel   ${inWords(few)}`);
});
