/** Each healthy page from its tape, judged at each of its records. `npm run field healthy` writes the tapes. */
import { describe, expect, test } from 'vitest';
import { complaintsOf } from './healthy/judge.ts';
import { allPages, tapeOfPage } from './healthy/pages.ts';
import { STILL_WRONG } from './healthy/still-wrong.ts';

const pages = await allPages();

describe('a healthy page raises no alarm, and is called what it is', () => {
  test.each(pages)('$id', async (named) => {
    const wrong = complaintsOf(named.page, await tapeOfPage(named));
    if (!Object.hasOwn(STILL_WRONG, named.id)) expect(wrong).toEqual([]);
    else expect(wrong, 'It is right now: take it out of healthy/still-wrong.ts').not.toEqual([]);
  });
});

test('what is still wrong is of a page', () => {
  const ids = pages.map(({ id }) => id);
  expect(Object.keys(STILL_WRONG).filter((id) => !ids.includes(id))).toEqual([]);
});
