/** Circles among files, and among what stands side by side in a folder. */
import type { Graph } from './graph.ts';

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** The circles among the files: each a list of paths, sorted. */
export function fileCircles(graph: Graph): string[][] {
  const edges = new Map([...graph.values()].map((file) => [file.path, new Set(file.imports)]));
  return circles(edges);
}

export interface FolderCircle {
  readonly folder: string;
  /** What imports each other: names of loose files and of sub-folders. */
  readonly members: readonly string[];
  /** The imports that tie them, `file -> file`. */
  readonly ties: readonly string[];
}

/**
 * The circles within each folder, where its loose files stand one by one and each sub-folder stands as one thing. The
 * repository itself is a folder too, named `.`.
 */
export function folderCircles(graph: Graph): FolderCircle[] {
  return foldersOf(graph).flatMap((folder) => {
    const edges = new Map<string, Set<string>>();
    const ties = new Map<string, string[]>();
    for (const { path, imports } of graph.values()) {
      const from = memberOf(folder, path);
      if (from === null) continue;
      const targets = edges.get(from) ?? new Set();
      edges.set(from, targets);
      for (const other of imports) {
        const to = memberOf(folder, other);
        if (to === null || to === from) continue;
        targets.add(to);
        const key = `${from} ${to}`;
        ties.set(key, [...(ties.get(key) ?? []), `${path} -> ${other}`]);
      }
    }
    return circles(edges).map((members) => ({
      folder,
      members,
      ties: members.flatMap((from) => members.flatMap((to) => ties.get(`${from} ${to}`) ?? [])),
    }));
  });
}

/** Every folder that holds source files, at any depth, and the root as `.`. */
export function foldersOf(graph: Graph): string[] {
  const folders = new Set(['.']);
  for (const path of graph.keys()) {
    const parts = path.split('/').slice(0, -1);
    for (let i = 1; i <= parts.length; i++) folders.add(parts.slice(0, i).join('/'));
  }
  return [...folders].sort();
}

/** The loose file or sub-folder of a folder that a path belongs to; null where it lies elsewhere. */
function memberOf(folder: string, path: string): string | null {
  if (folder !== '.' && !path.startsWith(`${folder}/`)) return null;
  const rest = folder === '.' ? path : path.slice(folder.length + 1);
  return rest.split('/')[0] ?? null;
}

/** Tarjan's strongly connected components, of those the ones with more than one member or an edge to themselves. */
export function circles(edges: Edges): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    let lowest = own;
    stack.push(node);
    onStack.add(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (onStack.has(next)) lowest = Math.min(lowest, index.get(next) ?? lowest);
    }
    low.set(node, lowest);
    if (lowest === own) {
      const members = stack.splice(stack.indexOf(node));
      for (const member of members) onStack.delete(member);
      if (members.length > 1 || edges.get(node)?.has(node)) found.push(members.sort());
    }
    return lowest;
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return found;
}
