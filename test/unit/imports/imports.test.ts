/** The rule of imports: which folder may import which, and that no file imports itself by any way. */
import { describe, expect, test } from 'vitest';
import { circles, fileCircles, folderCircles, foldersOf } from './circles.ts';
import { isTest, isTesting, readGraph } from './graph.ts';
import { isAllowedPackage, layerOf } from './layers.ts';

const everything = readGraph();
const graph = new Map([...everything].filter(([path]) => !isTest(path)));
const files = [...graph.values()];

/** Folders whose files are of one kind and are listed by their index; they may be as many as there are. */
const REGISTRIES = [
  'src/findings/rules/chain',
  'src/findings/rules/pieces',
  'src/findings/rules/poll',
  'src/findings/rules/websocket',
  'src/findings/rules/stream',
  'src/replay/serving/faults',
  'fixtures-server/scenarios',
];

describe('circles', () => {
  test('no file imports itself by any way', () => {
    expect(fileCircles(graph).map((circle) => circle.join(' -> '))).toEqual([]);
  });

  test('in no folder do loose files and sub-folders import each other', () => {
    const found = folderCircles(graph).map(
      ({ folder, members, ties }) => `${folder}: ${members.join(', ')}\n  ${ties.join('\n  ')}`,
    );
    expect(found).toEqual([]);
  });

  test('are found where there are some', () => {
    const edges = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['c', new Set(['a'])],
      ['d', new Set<string>()],
      ['e', new Set(['e'])],
    ]);
    expect(circles(edges)).toEqual([['a', 'b', 'c'], ['e']]);
  });
});

describe('layers', () => {
  const product = files.filter(({ path }) => !isTesting(path));

  test('every file belongs to one', () => {
    expect(product.filter(({ path }) => !layerOf(path)).map(({ path }) => path)).toEqual([]);
  });

  test('each imports only what its layer may', () => {
    const wrong = product.flatMap(({ path, imports, packages }) => {
      const layer = layerOf(path);
      if (!layer) return [];
      const strange = imports.filter((other) => {
        const folder = layerOf(other)?.folder;
        return folder !== layer.folder && !layer.folders.some((allowed) => allowed === folder);
      });
      return [...strange, ...packages.filter((name) => !isAllowedPackage(layer, name))].map(
        (other) => `${path} -> ${other}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  test('what is for testing is imported by tests and by testing only', () => {
    const wrong = product.flatMap(({ path, imports }) =>
      imports.filter(isTesting).map((other) => `${path} -> ${other}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('folders', () => {
  test('hold at most fifteen loose files, but for registries', () => {
    const crowded = foldersOf(graph).filter(
      (folder) => !REGISTRIES.includes(folder) && looseIn(folder).length > 15,
    );
    expect(crowded).toEqual([]);
  });

  test('every file of a registry is imported by its index only', () => {
    const wrong = REGISTRIES.flatMap((folder) => {
      const index = `${folder}/index.ts`;
      return looseIn(folder)
        .filter((path) => path !== index && !isShared(path))
        .flatMap((path) => {
          const importers = files.filter(({ imports }) => imports.includes(path)).map((file) => file.path);
          return importers.length === 1 && importers[0] === index
            ? []
            : [`${path} <- ${importers.join(', ')}`];
        });
    });
    expect(wrong).toEqual([]);
  });

  test('hold no file of under fifteen lines that only forwards', () => {
    const thin = files.filter(({ onlyForwards, lines }) => onlyForwards && lines < 15);
    expect(thin.map(({ path }) => path)).toEqual([]);
  });
});

const looseIn = (folder: string): string[] =>
  files.filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === folder).map(({ path }) => path);
const isShared = (path: string): boolean => path.endsWith('/fault.ts');
