/**
 * `npm run field [words]`: rebuilds the reports whose names have one of the words, in the real browser, and writes their tapes.
 * Ends with 1 where the panel says of one not what it must. `--say` prints all that is said; `--log` only writes docs/field.md,
 * from the tapes that are there.
 */
import { writeFileSync } from 'node:fs';
import type { Browser } from 'puppeteer';
import { type Fixtures, startFixtures } from '../../fixtures-server/index.ts';
import { writeTape } from '../../src/tape/index.ts';
import { launchBrowser } from '../devtools/launch.ts';
import { allCases, type NamedCase } from './cases.ts';
import { complaints, saidOf, textOf } from './judge.ts';
import { LOG_FILE, writeLog } from './log.ts';
import { recordCase } from './record.ts';

/** Pages side by side. Most of a case is its server's pauses. */
const SIDE_BY_SIDE = 4;

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const isVerbose = process.argv.includes('--say');

/** @returns whether the panel says what it must. */
async function run(
  { id, field, tape: file }: NamedCase,
  browser: Browser,
  fixtures: Fixtures,
): Promise<boolean> {
  try {
    const tape = await recordCase(field, browser, fixtures);
    writeFileSync(file, [...writeTape(tape)].join(''));
    const said = saidOf(tape, field.later);
    const wrong = complaints(field, said);
    const lines = isVerbose ? said.map((each) => `${each.state} ${each.row.name}\n${textOf(each)}`) : [];
    console.log([`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${id}`, ...wrong, ...lines].join('\n     '));
    return wrong.length === 0;
  } catch (error) {
    console.log(`FAIL ${id}\n     ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** Runs cases side by side in one browser. @returns the names of those that are not as they must be. */
async function runAll(cases: readonly NamedCase[]): Promise<readonly string[]> {
  const fixtures = await startFixtures();
  // The page of a report is the one its user looks at: it is not slowed as a hidden one.
  const browser = await launchBrowser({ extensions: [], throttled: false });
  const waiting = [...cases];
  const failed: string[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (!(await run(next, browser, fixtures))) failed.push(next.id);
  };
  try {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  } finally {
    await browser.close();
    await fixtures.close();
  }
  return failed;
}

const all = await allCases();
if (!process.argv.includes('--log')) {
  const cases = all.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)));
  const failed = await runAll(cases);
  console.log(`${cases.length - failed.length} of ${cases.length} as they must be.`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
writeFileSync(LOG_FILE, await writeLog(all));
