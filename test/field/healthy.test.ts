/** Each healthy page from its tape, judged at each of its records. `npm run field healthy` writes the tapes. */
import { describe, expect, test } from 'vitest';
import { openTape, Tape } from '../../src/tape/index.ts';
import { allCases, checkedIn } from './cases.ts';
import { complaintsOf } from './healthy/judge.ts';
import type { HealthyPage } from './healthy/page.ts';
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

/** A page that asks for nothing, of which `rows` would be right. */
const pageWith = (rows: HealthyPage['rows']): HealthyPage => ({
  source: '',
  does: '',
  serve: () => ({}),
  page() {},
  seconds: 0,
  rows,
});

describe('the judge', () => {
  const report = async (id: string) => {
    const named = (await allCases()).find((each) => each.id === id);
    const opened = await openTape(id, (named && checkedIn(named)) ?? new Blob());
    if (!opened.ok) throw new Error(opened.error);
    return opened.tape;
  };

  test('complains of a row that should not be there, and of one that is not', async () => {
    const tape = await report('fails/refused-storm');
    expect(complaintsOf(pageWith([]), tape).join('\n')).toMatch(/^Streams has a row sse .*, and should not/);
    const right = { kind: 'event stream', transport: ['sse'], url: /nowhere/ } as const;
    expect(complaintsOf(pageWith([right]), tape)[0]).toBe('Streams has no row event stream /nowhere/');
  });

  test('complains of an alarm, of a state, of another transport, of a client that is not named', async () => {
    const tape = await report('fails/refused-storm');
    const right = { kind: 'SockJS', transport: ['poll'], url: /./ } as const;
    const said = complaintsOf(pageWith([right]), tape).join('\n');
    expect(said).toMatch(/it is “failed”, not “open”/);
    expect(said).toMatch(/says error /);
    expect(said).toMatch(/it is of transport “sse”, not “poll”/);
    expect(said).toMatch(/nothing says SockJS/);
  });

  test('complains of a note that does not fit', async () => {
    const short = pages.find(({ id }) => id === 'polls/query-core');
    if (!short) throw new Error('no such page');
    const rows = short.page.rows.map((row) => ({ ...row, notes: [] }));
    expect(complaintsOf({ ...short.page, rows }, await tapeOfPage(short)).join('\n')).toMatch(
      /says note poll-/,
    );
  });

  test('complains of a page that did not do what it is to do', () => {
    expect(complaintsOf(pageWith([]), new Tape())).toEqual([
      'The page asked 0 times: it did not do what it is to do.',
    ]);
  });
});

test('what is still wrong is of a page', () => {
  const ids = pages.map(({ id }) => id);
  expect(Object.keys(STILL_WRONG).filter((id) => !ids.includes(id))).toEqual([]);
});
