/**
 * One drawing of the timeline with a million ticks on 1,000 px, in Chromium, with the panel's own code: against a look at each
 * tick, and against a rectangle for each tick. The three take turns in every round; medians are compared. Exits with 1 where
 * a target is missed.
 */
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { build, type Rolldown } from 'vite';
import { launchBrowser } from '../devtools/launch.ts';
import { judge, median } from './figures.ts';
import { runIn } from './in-page.ts';
import type { Way } from './timeline-page.ts';

const TICKS = 1_000_000;
const ROUNDS = 9;
/** Rounds that do not count, while the compiler still works on all. */
const WARM_UP = 2;
/** A frame at 60 Hz, milliseconds. */
const FRAME = 1000 / 60;
const WAYS: readonly Way[] = ['ours', 'counted', 'each'];
const NAMES: Readonly<Record<Way, string>> = {
  ours: 'the panel: a search a column',
  counted: 'a look at each tick',
  each: 'a rectangle for each tick',
};

async function script(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome125',
      lib: { entry: resolve(import.meta.dirname, 'timeline-page.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const [{ output }] = (Array.isArray(built) ? built : [built]) as [Rolldown.RolldownOutput];
  return output[0].code;
}

const content = await script();
const browser = await launchBrowser({ extensions: [] });
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content });
  const index = await runIn(page, (ticks: number) => window.timelineBench.prepare(ticks), TICKS);
  const [ours, counted] = await runIn(page, () => [
    window.timelineBench.counts('ours'),
    window.timelineBench.counts('counted'),
  ]);
  if (JSON.stringify(ours) !== JSON.stringify(counted)) throw new Error(`${ours} ticks, not ${counted}`);
  const all = (ours ?? []).reduce((sum, count) => sum + count, 0);
  if (all !== TICKS) throw new Error(`${all} ticks of ${TICKS} in the picture`);

  const times: Record<Way, number[]> = { ours: [], counted: [], each: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const way of WAYS) {
      const took = await runIn(page, (name: string) => window.timelineBench.time(name as Way), way);
      if (round >= 0) times[way].push(took);
    }
  }
  console.log(
    `${await browser.version()}, headless, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}: ${TICKS.toLocaleString('en')} ticks on 1,000 px, medians of ${ROUNDS} rounds.\n`,
  );
  for (const way of WAYS) {
    const took = median(times[way]);
    const ratio = took / median(times.ours);
    console.log(`${NAMES[way].padEnd(30)}${took.toFixed(1).padStart(9)} ms${ratio.toFixed(1).padStart(9)}x`);
  }
  console.log(`Counting all ticks, once, as they come: ${index.toFixed(0)} ms in all.\n`);
  const share = (way: Way): number => median(times.ours) / median(times[way]);
  const reached = [
    judge({
      what: 'a drawing, against a frame at 60 Hz',
      value: median(times.ours),
      max: FRAME,
      unit: 'ms',
    }),
    judge({ what: 'against a look at each tick', value: share('counted'), max: 0.2, unit: 'x' }),
    judge({ what: 'against a rectangle for each tick', value: share('each'), max: 0.05, unit: 'x' }),
  ];
  if (reached.includes(false)) process.exitCode = 1;
} finally {
  await browser.close();
}
