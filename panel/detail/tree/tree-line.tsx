import type { TreeRow } from './tree-rows.ts';

/** A string this long is shown in part; "Copy value" copies it whole. */
const MAX_LENGTH = 2000;

interface Props {
  readonly row: TreeRow;
  readonly isActive: boolean;
  readonly onPick: () => void;
  readonly onToggle: () => void;
  readonly onMenu: (x: number, y: number) => void;
}

/** One row of the tree. Its keys are handled by the tree, which has the focus. */
export function TreeLine({ row, isActive, onPick, onToggle, onMenu }: Props) {
  const { key, kind, isOpen, node, text } = row;
  const shown = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys for all of its rows.
    <div
      role="treeitem"
      id={`tree-${row.id}`}
      class={`tree-line${isActive ? ' is-active' : ''}`}
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      aria-selected={isActive}
      aria-expanded={isOpen ?? undefined}
      style={{ '--level': row.level }}
      onClick={() => {
        onPick();
        if (kind === 'more') onToggle();
      }}
      onDblClick={onToggle}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(event.clientX, event.clientY);
      }}
    >
      {/* A target for the mouse; by keyboard, arrow keys do the same. */}
      <span
        class="tree-arrow"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onPick();
          onToggle();
        }}
      >
        {isOpen === null ? '' : isOpen ? '▾' : '▸'}
      </span>
      {key !== null && (
        <>
          <span class="tree-key">{key}</span>
          {': '}
        </>
      )}
      <span class={kind === 'more' ? 'tree-more' : `tree-${node.kind}`}>{shown}</span>
    </div>
  );
}
