import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';
import { createTree, openAtFirst, PAGE, rowsOf, toggled } from './tree-rows.ts';

function treeOf(value: unknown) {
  const text = JSON.stringify(value);
  const root = parseJson(text);
  if (!root) throw new Error('not JSON');
  return createTree(text, root);
}

describe('the rows of a tree', () => {
  it('are all there when it is small', () => {
    const tree = treeOf({ a: [1, { b: null }], c: 'x' });
    const rows = rowsOf(tree, openAtFirst(tree));
    expect(rows.map(({ path, text, level }) => [level, path, text])).toEqual([
      [1, '$', '{2}'],
      [2, '$.a', '[2]'],
      [3, '$.a[0]', '1'],
      [3, '$.a[1]', '{1}'],
      [4, '$.a[1].b', 'null'],
      [2, '$.c', '"x"'],
    ]);
    expect(rows[5]).toMatchObject({ position: 2, siblings: 2, isOpen: null });
  });

  it('open and close', () => {
    const tree = treeOf({ a: [1, 2] });
    const open = openAtFirst(tree);
    const [, a] = rowsOf(tree, open);
    if (!a) throw new Error('no row');
    const closed = toggled(open, a);
    expect(rowsOf(tree, closed).map(({ text }) => text)).toEqual(['{1}', '[1,2]']);
    const [, again] = rowsOf(tree, closed);
    expect(again && rowsOf(tree, toggled(closed, again))).toHaveLength(4);
  });

  it('come in pages where there are many', () => {
    const tree = treeOf(Array.from({ length: 250 }, (_, i) => i));
    let open = openAtFirst(tree);
    expect(rowsOf(tree, open)).toHaveLength(1 + PAGE + 1);
    const more = () => rowsOf(tree, open).find(({ kind }) => kind === 'more');
    expect(more()?.text).toBe('Show 100 more of 150');
    for (let row = more(); row; row = more()) open = toggled(open, row);
    expect(rowsOf(tree, open)).toHaveLength(251);
  });

  it('leave large branches closed at first', () => {
    const tree = treeOf({ many: Array.from({ length: 80 }, () => 0), few: [1] });
    expect(rowsOf(tree, openAtFirst(tree)).map(({ path }) => path)).toEqual([
      '$',
      '$.many',
      '$.few',
      '$.few[0]',
    ]);
  });
});
