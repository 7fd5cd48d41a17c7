import { listMove } from '../../shared/parts/keyboard.ts';
import type { TreeRow } from './tree-rows.ts';

const PAGE = 20;

/** Where a key leads in a tree, by the habits of trees: right opens, then goes in; left closes, then goes out. */
export function treeMove(
  key: string,
  rows: readonly TreeRow[],
  at: number,
): { to: string } | 'toggle' | null {
  const row = rows[at];
  if (!row) return null;
  if (key === 'Enter' || key === ' ') return 'toggle';
  if (key === 'ArrowRight') {
    if (row.isOpen === false || row.kind === 'more') return 'toggle';
    const next = rows[at + 1];
    return row.isOpen && next ? { to: next.id } : null;
  }
  if (key === 'ArrowLeft') {
    if (row.isOpen) return 'toggle';
    const parent = rows.slice(0, at).findLast(({ level }) => level < row.level);
    return parent ? { to: parent.id } : null;
  }
  const to = listMove(key, at, rows.length, PAGE);
  const target = to === null ? undefined : rows[to];
  return target ? { to: target.id } : null;
}
