import { filterKey } from './keys/index.ts';
import { type Choices, type Item, Problem, type Term } from './syntax/tree.ts';
import type { RowTest, Wrong } from './terms/row.ts';
import { contains } from './terms/text.ts';

/** What a filter asks of a row. Throws a {@link Problem} for a value that cannot be asked for. */
export function meaning(choices: Choices): RowTest {
  return someOf(choices.map((items) => everyOf(testsOf(items))));
}

/** One test for all terms of a key of which any is to hold, one for each other item. */
function testsOf(items: readonly Item[]): readonly RowTest[] {
  const tests: RowTest[] = [];
  const ofKey = new Map<string, RowTest[]>();
  for (const item of items) {
    const test = testOf(item);
    if (!test) continue;
    const key = item.kind === 'term' && !item.isNegated ? item.key : null;
    if (key === null || filterKey(key)?.joins !== 'any') tests.push(test);
    else ofKey.set(key, [...(ofKey.get(key) ?? []), test]);
  }
  return [...tests, ...[...ofKey.values()].map(someOf)];
}

/** Null where nothing is asked yet: a key whose value is still to be typed. */
function testOf(item: Item): RowTest | null {
  const test = item.kind === 'group' ? meaning(item.choices) : termTest(item);
  return test && item.isNegated ? (row) => !test(row) : test;
}

function termTest({ key, value, at, end }: Term): RowTest | null {
  if (key !== null && at.start === end) return null;
  const test = (key === null ? undefined : filterKey(key))?.test(value) ?? anywhere(value);
  if ('wrong' in test) throw new Problem(test.wrong, at);
  return test;
}

/** Text without a key is looked for in all that a row says. */
export function anywhere(value: Term['value']): RowTest | Wrong {
  const has = contains(value);
  if ('wrong' in has) return has;
  return ({ text }) => text !== null && (has(text.data) || has(text.type) || has(text.id));
}

const someOf = (tests: readonly RowTest[]): RowTest => {
  const [only] = tests;
  return only && tests.length === 1 ? only : (row) => tests.some((test) => test(row));
};

const everyOf = (tests: readonly RowTest[]): RowTest => {
  const [only] = tests;
  return only && tests.length === 1 ? only : (row) => tests.every((test) => test(row));
};
