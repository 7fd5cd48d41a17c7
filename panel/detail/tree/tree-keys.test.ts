import { expect, it } from 'vitest';
import { parseJson } from './json.ts';
import { treeMove } from './tree-keys.ts';
import { createTree, openAtFirst, rowsOf, toggled } from './tree-rows.ts';

const text = '{"a":[1,2],"b":3}';
const root = parseJson(text);
if (!root) throw new Error('not JSON');
const tree = createTree(text, root);
const rows = rowsOf(tree, openAtFirst(tree));
const pathAfter = (key: string, at: number) => {
  const move = treeMove(key, rows, at);
  return move && move !== 'toggle' ? rows.find(({ id }) => id === move.to)?.path : move;
};

it('moves up and down', () => {
  expect(pathAfter('ArrowDown', 1)).toBe('$.a[0]');
  expect(pathAfter('End', 0)).toBe('$.b');
});

it('goes in and out', () => {
  expect(pathAfter('ArrowRight', 1)).toBe('$.a[0]');
  expect(pathAfter('ArrowLeft', 3)).toBe('$.a');
  expect(pathAfter('ArrowLeft', 1)).toBe('toggle');
  expect(pathAfter('ArrowRight', 4)).toBeNull();
});

it('opens what is closed', () => {
  const [, a] = rows;
  if (!a) throw new Error('no row');
  const closed = rowsOf(tree, toggled(openAtFirst(tree), a));
  expect(treeMove('ArrowRight', closed, 1)).toBe('toggle');
  expect(treeMove('ArrowLeft', closed, 1)).toEqual({ to: closed[0]?.id });
});
