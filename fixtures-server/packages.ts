/** npm packages as page code: what people really use to read event streams, bundled when a lesson first asks for one. */

import { fileURLToPath } from 'node:url';

/** The name in the address, and the package. */
const packages: Readonly<Record<string, string>> = {
  'fetch-event-source': '@microsoft/fetch-event-source',
  'sse-js': 'sse.js',
  eventsource: 'eventsource',
};

const made = new Map<string, Promise<string>>();

/** The package as one module. @returns null where there is none of that name. Rejects where it cannot be bundled. */
export function packageCode(name: string): Promise<string> | null {
  const from = Object.hasOwn(packages, name) ? packages[name] : undefined;
  if (from === undefined) return null;
  let code = made.get(name);
  if (!code) {
    code = bundle(from);
    made.set(name, code);
  }
  return code;
}

async function bundle(from: string): Promise<string> {
  // Only who opens such a lesson waits for the bundler to load.
  const { build } = await import('vite');
  const entry = 'virtual:entry';
  const built = await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        // Vite takes an entry for a path below the root.
        resolveId: (id) => (id.endsWith(entry) ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? `export * from '${from}';` : null),
      },
    ],
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'package' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`no bundle of ${from}`);
  return chunk.code;
}
