// The Node version and the packages: what every command needs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, ROOT, Stop, say } from './shell.mjs';

/** Stops with a sentence a person can act on when this Node is too old. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const wanted = engines.node
    .match(/(\d+)\.(\d+)/)
    .slice(1)
    .map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  throw new Stop(`Streamscope needs Node ${wanted.join('.')} or newer; this is ${process.versions.node}.`);
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm's own record of what it installed is compared,
 * not a stamp of ours: so an `npm install` by hand counts, and an interrupted one (which leaves no record) does not.
 */
export function packagesAreCurrent(root = ROOT) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  const wanted = read(join(root, 'package-lock.json'));
  const present = read(record);
  const missing = Object.entries(wanted).some(([path, entry]) => {
    if (path === '') return false;
    // Packages for other systems are in the lock file but are rightly not installed here.
    return present[path] ? present[path].version !== entry.version : !entry.optional;
  });
  return !missing && Object.keys(present).every((path) => wanted[path]);
}

/** Installs the packages when they are absent or no longer those of the lock file. */
export function ensurePackages() {
  if (packagesAreCurrent()) return;
  say('Installing packages (npm ci) …');
  const done = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!done.ok) throw new Stop(`npm ci failed:\n${done.output}`);
}
