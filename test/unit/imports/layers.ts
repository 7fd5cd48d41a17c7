/** Which folder may import which: the one table of the house. */

interface Layer {
  /** The folder, and what lies in it unless this table has a longer name. */
  readonly folder: string;
  /** Folders of ours that it may import. */
  readonly folders: readonly string[];
  /** Packages that it may import; Node's own modules are `node:`. */
  readonly packages: readonly string[];
}

const PURE = ['src/format', 'src/tape', 'src/sse', 'src/framing', 'src/channels'];
const PREACT = ['preact', 'preact/hooks', '@preact/signals'];
const PROTOCOL = ['devtools-protocol', 'devtools-protocol/types/protocol-mapping.js'];

export const LAYERS: readonly Layer[] = [
  { folder: 'src/format', folders: [], packages: [] },
  { folder: 'src/tape', folders: ['src/format'], packages: ['valibot'] },
  { folder: 'src/sse', folders: [], packages: [] },
  { folder: 'src/framing', folders: ['src/format', 'src/tape'], packages: [] },
  {
    folder: 'src/channels',
    folders: ['src/format', 'src/tape', 'src/sse', 'src/framing'],
    packages: [],
  },
  // What compression would save is measured with a compressor that works at once; the browser's own does not.
  { folder: 'src/findings', folders: PURE, packages: ['fflate'] },
  { folder: 'src/exports', folders: PURE, packages: [] },
  { folder: 'src/protocol', folders: ['src/tape'], packages: PROTOCOL },
  {
    folder: 'src/capture',
    folders: ['src/format', 'src/tape', 'src/sse', 'src/framing', 'src/protocol'],
    packages: PROTOCOL,
  },
  { folder: 'src/replay', folders: [...PURE, 'src/protocol'], packages: [...PROTOCOL, 'valibot'] },
  {
    folder: 'src/session',
    folders: [...PURE, 'src/exports', 'src/findings', 'src/replay', 'src/protocol', 'src/capture'],
    packages: [],
  },
  {
    folder: 'src/extension',
    folders: ['src/session', 'src/replay', 'src/capture', 'src/protocol'],
    packages: ['webextension-polyfill'],
  },
  { folder: 'panel', folders: ['src/session', 'src/channels', 'src/format'], packages: PREACT },
  // The lessons are an independent witness: they know nothing of what reads them.
  { folder: 'fixtures-server', folders: [], packages: ['node:', 'ws', 'selfsigned', 'vite'] },
  // The replay server reads tapes and serves them; it needs no more.
  {
    folder: 'fixtures-server/replay',
    folders: ['fixtures-server', 'src/tape', 'src/channels', 'src/replay'],
    packages: ['node:'],
  },
];

/** The layer that a file belongs to; the longest name that fits. */
export function layerOf(path: string): Layer | undefined {
  return LAYERS.filter(({ folder }) => path.startsWith(`${folder}/`)).sort(
    (a, b) => b.folder.length - a.folder.length,
  )[0];
}

export const isAllowedPackage = ({ packages }: Layer, name: string): boolean =>
  packages.some((allowed) => (allowed.endsWith(':') ? name.startsWith(allowed) : name === allowed));
