import { expect, it } from 'vitest';
import { AT_NO_END, type LeftEnd, leftEnd, newRows } from './new-rows.ts';

const LIST = {};
type Seen = Parameters<typeof leftEnd>[1];
const seen = (count: number, more: Partial<Seen> = {}): Seen => ({
  list: LIST,
  count,
  isWorking: false,
  isFollowing: false,
  ...more,
});
const after = (...all: readonly Seen[]): LeftEnd => all.reduce(leftEnd, AT_NO_END);

it('counts what comes after the user left the end', () => {
  const left = after(seen(20, { isFollowing: true }), seen(20), seen(25));
  expect(newRows(left, 25)).toBe(5);
  expect(newRows(leftEnd(left, seen(25, { isFollowing: true })), 25)).toBe(0);
});

it('does not count what came between the last drawing and the moment in which the user left', () => {
  const left = after(seen(0, { isFollowing: true }), seen(19));
  expect(newRows(left, 19)).toBe(0);
  expect(newRows(leftEnd(left, seen(21)), 21)).toBe(2);
});

it('does not count the rows of a list that opens away from its end', () => {
  const notOpened = seen(0, { list: null });
  const left = after(notOpened, seen(0, { isWorking: true }), seen(19));
  expect(newRows(left, 19)).toBe(0);
  expect(newRows(after(notOpened, seen(19), seen(20)), 20)).toBe(1);
});

it('does not count the rows of another list, or of one that began anew', () => {
  const left = after(seen(5));
  expect(newRows(leftEnd(left, seen(24, { list: {} })), 24)).toBe(0);
  expect(newRows(after(seen(5), seen(2), seen(3)), 3)).toBe(1);
});
