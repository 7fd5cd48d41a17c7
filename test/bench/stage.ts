import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { type Fixtures, startFixtures } from '../../fixtures-server/index.ts';
import { EXTENSION, launchBrowser } from '../devtools/launch.ts';
import { findBrowser } from '../machine/browser.mjs';

/** What measurements share: the server, and a copy of the extension that a build does not change while they run. */
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
    const program = await asUser(folder);
    await run({ server: fixtures.url, extension, inBrowser: (...args) => inBrowser(program, ...args) });
  } finally {
    await fixtures?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inBrowser<T>(
  program: string | undefined,
  extensions: readonly string[],
  run: (page: Page) => Promise<T>,
): Promise<T> {
  // puppeteer itself listens to a page's network by default: one more listener, and it would be measured too.
  const browser = await launchBrowser({ program, extensions: [...extensions], watchNetwork: false });
  try {
    return await run((await browser.pages())[0] ?? (await browser.newPage()));
  } finally {
    await browser.close();
  }
}

/**
 * A browser that is root may raise the priority of its own threads (CAP_SYS_NICE), and on Linux it does: those that
 * relay protocol events then run before every page and panel. A user's browser may not; measure that one.
 * @returns a program that starts the browser so, or undefined where the browser that was found will do.
 */
async function asUser(folder: string): Promise<string | undefined> {
  const browser = findBrowser();
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !browser) return undefined;
  const program = join(folder, 'browser');
  const command = `exec setpriv --bounding-set=-sys_nice --inh-caps=-sys_nice '${browser}' "$@"`;
  await writeFile(program, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  return program;
}

/** Says on what the figures were taken. */
export async function printConditions(stage: Stage, rounds: number): Promise<void> {
  const version = await stage.inBrowser([], (page) => page.browser().version());
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`;
  console.log(
    `${version}, headless, real DevTools in a window of its own, no anti-throttling flags, a user's thread priorities, ${cores}, Node ${process.version}.`,
  );
  console.log(`Each measurement in a fresh browser; medians of ${rounds} alternating rounds.\n`);
}
