/**
 * `npm run field [words]`: rebuilds the reports and the healthy pages whose names have one of the words, in the real browser, and
 * writes their tapes.
 * Ends with 1 where the panel says of one not what it must, or does though it is marked as unmet. `--say` prints all that is said;
 * `--tapes` judges the tapes that are there, without the browser; `--log` only writes docs/field.md from them.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from 'puppeteer';
import { type Fixtures, startFixtures } from '../../fixtures-server/index.ts';
import { openTape, type Tape, writeTape } from '../../src/tape/index.ts';
import { launchBrowser } from '../devtools/launch.ts';
import { allCases, type NamedCase } from './cases.ts';
import { complaintsOf } from './healthy/judge.ts';
import { allPages, type NamedPage } from './healthy/pages.ts';
import { recordPage } from './healthy/record.ts';
import { STILL_WRONG } from './healthy/still-wrong.ts';
import { complaints, type Shown, shownOf, textOf, textOfGroup } from './judge.ts';
import { LOG_FILE, writeLog } from './log.ts';
import { recordCase } from './record.ts';

/** Pages side by side. Most of a case is its server's pauses. */
const SIDE_BY_SIDE = 4;

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const isVerbose = process.argv.includes('--say');

/** What can be recorded, and judged when it is. */
interface Recordable {
  readonly id: string;
  /** The file that the tape is written to. */
  readonly tape: string;
  record(browser: Browser, fixtures: Fixtures): Promise<Tape>;
  complaints(tape: Tape): readonly string[];
  /** Milliseconds from the last record to the look of `--say`. */
  readonly later?: number | undefined;
  /** Not yet as it must be, and known to be so. */
  readonly isUnmet?: boolean | undefined;
}

const ofCase = ({ id, field, tape }: NamedCase): Recordable => ({
  id,
  tape,
  record: (browser, fixtures) => recordCase(field, browser, fixtures),
  complaints: (recorded) => complaints(field, shownOf(recorded, field.later)),
  later: field.later,
  isUnmet: field.isUnmet,
});

const ofPage = ({ id, page, tape }: NamedPage): Recordable => ({
  id: `healthy/${id}`,
  tape,
  record: (browser, fixtures) => recordPage(page, browser, fixtures),
  complaints: (recorded) => complaintsOf(page, recorded),
  isUnmet: Object.hasOwn(STILL_WRONG, id),
});

/** All that both grids say. */
function linesOf({ rows, groups }: Shown): readonly string[] {
  return [
    ...rows.map((each) => `${each.state} ${each.row.connections}× ${each.row.name}\n${textOf(each)}`),
    ...groups.map((each) => `${each.label} ${each.requests}× ${each.endpoint}\n${textOfGroup(each)}`),
  ];
}

/** Says whether the panel says what it must. @returns whether it is so, or is not yet where it is marked so. */
function judge({ id, isUnmet = false, later, ...each }: Recordable, tape: Tape): boolean {
  const wrong = each.complaints(tape);
  const isMet = wrong.length === 0;
  const word = isMet ? 'ok  ' : isUnmet ? 'open' : 'FAIL';
  const over = isMet && isUnmet ? ['Its demands are met: take its mark away.'] : [];
  const lines = isVerbose ? linesOf(shownOf(tape, later)) : [];
  console.log([`${word} ${id}`, ...wrong, ...over, ...lines].join('\n     '));
  return isMet !== isUnmet;
}

/** Records a case or a page. @returns as {@link judge} does. */
async function run(each: Recordable, browser: Browser, fixtures: Fixtures): Promise<boolean> {
  try {
    const tape = await each.record(browser, fixtures);
    writeFileSync(each.tape, [...writeTape(tape)].join(''));
    return judge(each, tape);
  } catch (error) {
    console.log(`FAIL ${each.id}\n     ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** Judges by the tape that is there. @returns as {@link judge} does. */
async function judgeTape(each: Recordable): Promise<boolean> {
  const file = existsSync(each.tape) ? new Blob([readFileSync(each.tape)]) : null;
  const opened = file && (await openTape(each.id, file));
  if (opened?.ok) return judge(each, opened.tape);
  console.log(`FAIL ${each.id}\n     ${opened ? opened.error : 'It has no tape.'}`);
  return false;
}

/** Runs cases side by side in one browser. @returns the names of those that are not as they must be. */
async function runAll(cases: readonly Recordable[]): Promise<readonly string[]> {
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
  const recordable = [...all.map(ofCase), ...(await allPages()).map(ofPage)];
  const cases = recordable.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)));
  const failed: string[] = [];
  if (process.argv.includes('--tapes')) {
    for (const each of cases) if (!(await judgeTape(each))) failed.push(each.id);
  } else failed.push(...(await runAll(cases)));
  console.log(`${cases.length - failed.length} of ${cases.length} as they are marked.`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
writeFileSync(LOG_FILE, await writeLog(all));
