import { childrenOf, extendPath, type JsonChild, type JsonNode } from './json.ts';

/** Children of one node that are shown before "more" is pressed. */
export const PAGE = 100;
/** A tree this small is shown whole from the start. */
const OPEN_AT_FIRST = 60;
const PREVIEW = 120;

/** Which nodes are open, by the place of their first character, and how many of their children are shown. */
export type OpenNodes = ReadonlyMap<number, number>;

export interface TreeRow {
  readonly kind: 'node' | 'more';
  /** Unique in the tree. */
  readonly id: string;
  readonly level: number;
  readonly key: string | number | null;
  readonly path: string;
  readonly node: JsonNode;
  /** Null where there is nothing to open. */
  readonly isOpen: boolean | null;
  /** The text of a closed node or a single value on one line; for "more" how many are left. */
  readonly text: string;
  readonly position: number;
  readonly siblings: number;
}

export interface Tree {
  readonly text: string;
  readonly root: JsonNode;
  children(node: JsonNode): readonly JsonChild[];
}

/** A tree over a text that reads each node's children once. */
export function createTree(text: string, root: JsonNode): Tree {
  const known = new Map<number, readonly JsonChild[]>();
  return {
    text,
    root,
    children(node) {
      const found = known.get(node.start) ?? childrenOf(text, node);
      known.set(node.start, found);
      return found;
    },
  };
}

/** The nodes to open at first: level by level, as long as the tree stays small. */
export function openAtFirst(tree: Tree): OpenNodes {
  const open = new Map<number, number>();
  let rows = 1;
  let level: readonly JsonNode[] = [tree.root];
  while (level.length > 0) {
    const next: JsonNode[] = [];
    for (const node of level) {
      const children = tree.children(node);
      if (node !== tree.root && rows + children.length > OPEN_AT_FIRST) continue;
      open.set(node.start, PAGE);
      rows += children.length;
      if (rows > OPEN_AT_FIRST) continue;
      for (const { node: child } of children) if (isContainer(child)) next.push(child);
    }
    level = rows > OPEN_AT_FIRST ? [] : next;
  }
  return open;
}

/** The rows that are visible while these nodes are open. */
export function rowsOf(tree: Tree, open: OpenNodes): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (child: JsonChild | null, path: string, level: number, position: number, siblings: number) => {
    const node = child?.node ?? tree.root;
    const shown = isContainer(node) ? open.get(node.start) : undefined;
    const isOpen = isContainer(node) ? shown !== undefined : null;
    const text = summary(tree, node, isOpen === true);
    const key = child?.key ?? null;
    rows.push({
      kind: 'node',
      id: `n${node.start}`,
      level,
      key,
      path,
      node,
      isOpen,
      text,
      position,
      siblings,
    });
    if (shown === undefined) return;
    const children = tree.children(node);
    children.slice(0, shown).forEach((one, i) => {
      add(one, extendPath(path, one.key), level + 1, i + 1, children.length);
    });
    const left = children.length - shown;
    if (left <= 0) return;
    rows.push({
      ...{ kind: 'more', id: `m${node.start}`, level: level + 1, key: null, path, node, isOpen: null },
      text: `Show ${Math.min(PAGE, left)} more of ${left}`,
      position: shown + 1,
      siblings: children.length,
    });
  };
  add(null, '$', 1, 1, 1);
  return rows;
}

/** Opens or closes a node, or shows more of its children. */
export function toggled(open: OpenNodes, row: TreeRow): OpenNodes {
  const next = new Map(open);
  const { start } = row.node;
  if (row.kind === 'more') next.set(start, (open.get(start) ?? 0) + PAGE);
  else if (row.isOpen) next.delete(start);
  else if (row.isOpen === false) next.set(start, PAGE);
  return next;
}

export function isContainer({ kind }: JsonNode): boolean {
  return kind === 'object' || kind === 'array';
}

function summary(tree: Tree, node: JsonNode, isOpen: boolean): string {
  if (!isContainer(node)) return tree.text.slice(node.start, node.end);
  if (isOpen) {
    const { length } = tree.children(node);
    return node.kind === 'array' ? `[${length}]` : `{${length}}`;
  }
  const written = tree.text.slice(node.start, Math.min(node.end, node.start + PREVIEW)).replace(/\s+/g, ' ');
  return node.end - node.start > PREVIEW ? `${written}…` : written;
}
