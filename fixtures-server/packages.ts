/** npm packages as page code: libraries that read event streams, bundled when a lesson first requests one. */

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
  return from === undefined ? null : bundled(`export * from '${from}';`);
}

/** A module that imports packages, as one module without imports. Made once. Rejects where it cannot be bundled. */
export function bundled(module: string): Promise<string> {
  let code = made.get(module);
  if (!code) {
    code = bundle(module);
    made.set(module, code);
  }
  return code;
}

async function bundle(module: string): Promise<string> {
  // Only such a lesson waits for the bundler to load.
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
        load: (id) => (id === `\0${entry}` ? module : null),
      },
    ],
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'package' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`no bundle of ${module}`);
  return chunk.code;
}
