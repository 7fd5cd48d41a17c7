/** Each report from its tape: what the panel says of it now. `npm run field` writes the tapes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openTape } from '../../src/tape/index.ts';
import { allCases, checkedIn } from './cases.ts';
import { complaints, shownOf } from './judge.ts';
import { LOG_FILE, writeLog } from './log.ts';

const cases = await allCases();
const kinds = [...new Set(cases.map(({ kind }) => kind))];

describe.each(kinds)('%s', (kind) => {
  const those = cases.filter((each) => each.kind === kind);

  test.each(those)('$id', async (each) => {
    const file = checkedIn(each);
    expect(file, `\`npm run field ${each.id}\` writes its tape`).not.toBeNull();
    const opened = await openTape(each.id, file ?? new Blob());
    if (!opened.ok) throw new Error(opened.error);
    const wrong = complaints(each.field, shownOf(opened.tape, each.field.later));
    if (each.field.isUnmet) expect(wrong, 'Its demands are met: take its mark away.').not.toEqual([]);
    else expect(wrong).toEqual([]);
  });

  test('has at most one case that runs in the real browser', () => {
    expect(those.filter(({ field }) => field.isLive).length).toBeLessThan(2);
  });
});

test('what does not meet its demands says what is wrong', () => {
  const silent = cases.filter(({ field }) => field.isUnmet && !field.stillWrong);
  expect(silent.map(({ id }) => id)).toEqual([]);
});

test('no report is there twice', () => {
  const sources = cases.map(({ field }) => field.source);
  expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
});

test('docs/field.md says what the panel says now; `npm run field -- --log` writes it', async () => {
  expect(readFileSync(LOG_FILE, 'utf8')).toBe(await writeLog(cases));
});
