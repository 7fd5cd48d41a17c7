import { cp, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { type Fixtures, startFixtures } from '../../fixtures-server/index.ts';
import { EXTENSION, launchBrowser } from '../devtools/launch.ts';

/** What measurements share: the server, and a copy of the extension that a build meanwhile does not change. */
export interface Stage {
  readonly server: string;
  readonly extension: string;
  /** Runs something in the only page of a browser of its own. */
  inBrowser<T>(extensions: readonly string[], run: (page: Page) => Promise<T>): Promise<T>;
}

export async function withStage(run: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'streamscope-bench-'));
  let fixtures: Fixtures | undefined;
  try {
    const extension = join(folder, 'chrome');
    await cp(EXTENSION, extension, { recursive: true });
    fixtures = await startFixtures();
    await run({ server: fixtures.url, extension, inBrowser });
  } finally {
    await fixtures?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inBrowser<T>(extensions: readonly string[], run: (page: Page) => Promise<T>): Promise<T> {
  // puppeteer itself listens to a page's network by default: one more listener, and it would be measured too.
  const browser = await launchBrowser({ extensions: [...extensions], watchNetwork: false });
  try {
    return await run((await browser.pages())[0] ?? (await browser.newPage()));
  } finally {
    await browser.close();
  }
}

/** Says on what the figures were taken. */
export async function printConditions(stage: Stage, rounds: number): Promise<void> {
  const version = await stage.inBrowser([], (page) => page.browser().version());
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`;
  console.log(
    `${version}, headless, real DevTools in a window of its own, no anti-throttling flags, ${cores}, Node ${process.version}.`,
  );
  console.log(`Each measurement in a fresh browser; medians of ${rounds} alternating rounds.\n`);
}
