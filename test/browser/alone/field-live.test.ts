/** One public report of each kind, in the real browser; the tapes of all are judged in `test/field`. */
import { describe, expect, test } from 'vitest';
import { allCases } from '../../field/cases.ts';
import { complaints, shownOf } from '../../field/judge.ts';
import { recordCase } from '../../field/record.ts';
import { plainBrowser } from '../support/plain-browser.ts';

const plain = plainBrowser();
const live = (await allCases()).filter(({ field }) => field.isLive);

/** Side by side: they mostly wait for their servers. */
describe.concurrent('a report of each kind', () => {
  test.each(live)('$id', async ({ field }) => {
    const tape = await recordCase(field, plain.browser, plain.fixtures);
    expect(complaints(field, shownOf(tape, field.later))).toEqual([]);
  });
});
