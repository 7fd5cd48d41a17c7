import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useCopy } from '../../shared/hooks/use-copy.ts';
import { Menu } from '../../shared/parts/menu.tsx';
import { valueText } from './json.ts';
import { treeMove } from './tree-keys.ts';
import { TreeLine } from './tree-line.tsx';
import { openAtFirst, rowsOf, type Tree, type TreeRow, toggled } from './tree-rows.ts';

/** JSON, unfolded as far as the user likes. Arrow keys move and unfold; the tree itself keeps the focus. */
export function JsonTree({ tree }: { tree: Tree }) {
  const ref = useRef<HTMLDivElement>(null);
  const open = useSignal(useMemo(() => openAtFirst(tree), [tree]));
  const active = useSignal('');
  const menu = useSignal<{ x: number; y: number } | null>(null);
  const copy = useCopy();
  const rows = useMemo(() => rowsOf(tree, open.value), [tree, open.value]);
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === active.value),
  );
  const current = rows[at];

  useEffect(() => {
    if (active.value === '') return;
    ref.current?.querySelector(`#tree-${active.value}`)?.scrollIntoView({ block: 'nearest' });
  }, [active.value]);

  function toggle(row: TreeRow) {
    if (row.kind === 'more' || row.isOpen !== null) open.value = toggled(open.value, row);
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    if (!current) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && getSelection()?.isCollapsed !== false) {
      event.preventDefault();
      copy(valueText(tree.text, current.node));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(event.key, rows, at);
    if (!move) return;
    event.preventDefault();
    if (move === 'toggle') toggle(current);
    else active.value = move.to;
  }

  return (
    <div class="json">
      <div class="json-bar">
        <span class="code json-path">{current?.path}</span>
        <button type="button" onClick={() => current && copy(current.path)}>
          Copy path
        </button>
        <button type="button" onClick={() => current && copy(valueText(tree.text, current.node))}>
          Copy this value
        </button>
      </div>
      <div
        ref={ref}
        role="tree"
        class="json-tree"
        aria-label="Data"
        aria-activedescendant={current && `tree-${current.id}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => (
          <TreeLine
            key={row.id}
            row={row}
            isActive={row === current}
            onPick={() => {
              active.value = row.id;
            }}
            onToggle={() => toggle(row)}
            onMenu={(x, y) => {
              active.value = row.id;
              menu.value = { x, y };
            }}
          />
        ))}
      </div>
      {menu.value && current && (
        <Menu
          label="Value"
          {...menu.value}
          items={[
            { text: 'Copy value', run: () => copy(valueText(tree.text, current.node)) },
            { text: 'Copy path', run: () => copy(current.path) },
          ]}
          onClose={() => {
            menu.value = null;
          }}
        />
      )}
    </div>
  );
}
