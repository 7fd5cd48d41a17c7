// What stands behind every npm script: `node test/machine/run.mjs <command> [arguments]`. Each command first does the
// set-up it needs, so that a fresh clone needs no other step. No dependency: the packages may not be there yet.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureNginx } from './nginx.mjs';
import { ensurePackages, requireNode } from './packages.mjs';
import { ensureFastApi } from './python.mjs';
import { attach, quiet, ROOT, Stop, say, tool } from './shell.mjs';

const node = process.execPath;

/** Runs a TypeScript main. */
const typescript = (file, args, env) => attach(node, ['--import', 'tsx', file, ...args], env);

/** Builds dist/chrome. Always: it takes a second, and a stale extension under test costs an hour. */
function build() {
  const done = quiet(node, [tool('vite'), 'build']);
  if (!done.ok) throw new Stop(`vite build failed:\n${done.output}`);
  say('Built dist/chrome.');
}

/** Finds the browser and builds what it is to load. */
function readyBrowser() {
  const env = { STREAMSCOPE_BROWSER: ensureBrowser() };
  build();
  return env;
}

/** Runs every check to its end, so that one look shows all there is to mend. */
async function check() {
  const checks = [
    ['tsc -p tsconfig.json', tool('typescript', 'tsc'), '-p', 'tsconfig.json'],
    ['tsc -p test/tsconfig.json', tool('typescript', 'tsc'), '-p', 'test/tsconfig.json'],
    ['biome check', tool('@biomejs/biome', 'biome'), 'check', '.'],
  ];
  const failed = [];
  for (const [title, ...command] of checks) {
    say(title);
    if ((await attach(node, command)) !== 0) failed.push(title);
  }
  if (failed.length === 0) return 0;
  say(`Failed: ${failed.join(', ')}.`);
  return 1;
}

function test(args) {
  // Only the unit tests wanted? They need neither a browser nor a build.
  const unitOnly = args.some(
    (arg, i) => arg === '--project=unit' || (arg === '--project' && args[i + 1] === 'unit'),
  );
  if (!unitOnly) {
    ensureFastApi();
    ensureNginx();
  }
  const env = unitOnly ? {} : readyBrowser();
  return attach(node, [tool('vitest'), 'run', ...args], env);
}

/** Runs test/bench/*.bench.ts one after the other; words before the first option select by name. */
async function bench(args) {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const words = firstOption < 0 ? args : args.slice(0, firstOption);
  const options = firstOption < 0 ? [] : args.slice(firstOption);
  const folder = join(ROOT, 'test/bench');
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bench.ts')) : [];
  const files = all.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  if (files.length === 0)
    throw new Stop(`No benchmark of that name; there are: ${all.join(', ') || 'none'}.`);
  const env = readyBrowser();
  let worst = 0;
  for (const file of files) worst = Math.max(worst, await typescript(`test/bench/${file}`, options, env));
  return worst;
}

const COMMANDS = {
  build: () => {
    build();
    return 0;
  },
  check,
  test,
  bench,
  pictures: (args) => typescript('test/devtools/pictures.ts', args, readyBrowser()),
  field: (args) => typescript('test/field/run.ts', args, readyBrowser()),
  start: (args) => typescript('test/devtools/start.ts', args, readyBrowser()),
  fixtures: (args) => typescript('fixtures-server/main.ts', args),
  replay: (args) => typescript('fixtures-server/replay/main.ts', args),
};

async function main([name = '', ...args]) {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Stop(`Say one of: ${Object.keys(COMMANDS).join(', ')}.`);
  requireNode();
  ensurePackages();
  return command(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
