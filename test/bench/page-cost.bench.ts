/**
 * What capture costs the page: the delay from the server's sending to the page's handler at 2,000 events a second, with
 * Streamscope recording against DevTools alone with its Network panel on; and the page's time to receive a flood of
 * 50,000 by EventSource, with Streamscope against a listener that only counts.
 *
 * Option: `--rounds=5`. Exits with 1 where a target is missed.
 */
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { textTable } from '../devtools/text-table.ts';
import { bareListener } from './bare-listener.ts';
import { chromeTab } from './chrome-tab.ts';
import { judge, median, ms, quantile } from './figures.ts';
import { floodUrl, runFlood } from './flood.ts';
import { printConditions, type Stage, withStage } from './stage.ts';
import { runSteady } from './steady.ts';
import { streamsPanel } from './streams-panel.ts';
import type { Viewer } from './viewer.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);

const FLOOD = { count: 50_000, via: 'eventsource' } as const;
const RATE = 2000;
const STEADY_COUNT = 10_000;

/** The 95th percentile of the delays, in milliseconds. */
async function steadyDelay(page: Page, server: string): Promise<number> {
  return quantile(await runSteady(page, server, RATE, STEADY_COUNT), 0.95);
}

/** How long the page took to receive the flood, in milliseconds. */
async function floodTime(page: Page, server: string): Promise<number> {
  const { firstAt, lastAt } = await runFlood(page, floodUrl(server, FLOOD), FLOOD);
  return lastAt - firstAt;
}

/** Measures two viewers in turn. @returns the medians, and their ratio. */
async function compare(
  stage: Stage,
  ours: Viewer,
  theirs: Viewer,
  measure: (page: Page, server: string) => Promise<number>,
): Promise<{ ours: number; theirs: number; ratio: number }> {
  const one = (viewer: Viewer) =>
    stage.inBrowser(viewer.extensions, async (page) => {
      await viewer.open(page);
      return measure(page, stage.server);
    });
  const mine: number[] = [];
  const others: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Whoever comes first changes each time: a machine that grows busier or quieter favours neither.
    if (round % 2 === 0) others.push(await one(theirs));
    mine.push(await one(ours));
    if (round % 2 === 1) others.push(await one(theirs));
  }
  return { ours: median(mine), theirs: median(others), ratio: median(mine) / median(others) };
}

await withStage(async (stage) => {
  await printConditions(stage, rounds);
  const ours = streamsPanel(stage.extension);
  // Chrome's Network panel, empty and in front: what is there without us.
  const steady = await compare(stage, ours, chromeTab, steadyDelay);
  const flood = await compare(stage, ours, bareListener, floodTime);
  const rows = [
    {
      figure: `p95 of the delay at ${RATE.toLocaleString('en')} events/s`,
      Streamscope: `${steady.ours.toFixed(2)} ms`,
      against: `${steady.theirs.toFixed(2)} ms`,
      'what is against it': 'DevTools alone, its Network panel in front',
    },
    {
      figure: 'page’s time for 50,000 by EventSource',
      Streamscope: ms(flood.ours),
      against: ms(flood.theirs),
      'what is against it': 'a listener that only counts',
    },
  ];
  console.log(textTable(Object.keys(rows[0] ?? {}), rows));
  console.log();
  const reached = [
    judge({ what: 'p95 of the delay', value: steady.ratio, max: 1.1, unit: 'x' }),
    judge({ what: 'time to receive the flood', value: flood.ratio, max: 1.1, unit: 'x' }),
  ];
  if (reached.includes(false)) process.exitCode = 1;
});
