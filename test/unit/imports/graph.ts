/** Which source file imports which, read from the sources themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'vite';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** The folders whose files are code of the product. */
const TOPS = ['src', 'panel', 'fixtures-server'] as const;

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  /** Files of ours that it imports or re-exports, types included, by their paths. */
  readonly imports: readonly string[];
  /** Packages and Node's modules that it imports, by their names. */
  readonly packages: readonly string[];
  readonly lines: number;
  /** Every statement of it is `export … from`. */
  readonly onlyForwards: boolean;
}

export type Graph = ReadonlyMap<string, SourceFile>;

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
export const isTesting = (path: string): boolean =>
  isTest(path) || /(^|\/)testing(\/|\.ts$|-)/.test(path) || path.startsWith('test/');

/** Reads every TypeScript file of the product, tests included, in the order of their paths. */
export function readGraph(): Graph {
  const files = TOPS.flatMap((top) => [...sources(join(ROOT, top))]).sort();
  return new Map(files.map((file) => [slashed(file), readSource(file)]));
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${slashed(file)}: ${errors[0]?.message}`);
  const asked = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value ?? '')),
    // `import('…')`, as a value and as a type, and the worker of `new URL('./…', import.meta.url)`.
    ...[...text.matchAll(/import\(\s*'([^']+)'|new URL\(\s*'(\.[^']+)'/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  ];
  const isOurs = (name: string): boolean => /^\.\.?(\/|$)/.test(name);
  const own = asked.filter((name) => isOurs(name) && /\.tsx?$/.test(name));
  return {
    path: slashed(file),
    imports: [...new Set(own.map((name) => slashed(resolve(dirname(file), name))))],
    packages: [...new Set(asked.filter((name) => name !== '' && !isOurs(name)))],
    lines: text.split('\n').length - 1,
    onlyForwards: program.body.every(
      (statement) =>
        (statement.type === 'ExportNamedDeclaration' && statement.source !== null) ||
        statement.type === 'ExportAllDeclaration',
    ),
  };
}

const slashed = (file: string): string => relative(ROOT, file).split(sep).join('/');
