// Running other programs, quietly unless they fail. Plain Node: this file works before `npm ci` did.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the command was typed. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** An error whose message is meant for the person at the terminal; no stack is shown. */
export class Stop extends Error {}

export const say = (text) => console.log(`» ${text}`);

/** Runs a program with the terminal attached; answers its exit code. */
export function attach(program, args, env = {}) {
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  // Ctrl+C reaches the child directly: only stay until it has cleaned up. Other signals come to us alone.
  const stay = () => {};
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', stay).on('SIGTERM', pass).on('SIGHUP', pass);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Stop(`${program} could not be started: ${error.message}`)));
    child.once('exit', (code) => {
      process.off('SIGINT', stay).off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(code ?? 1);
    });
  });
}

/** Runs a program silently; its output is kept for the case that it failed. */
export function quiet(program, args, options = {}) {
  const done = spawnSync(program, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`.trim();
  return { ok: done.status === 0, output };
}

/** Runs npm, silently. It reports its own script's path, which avoids `npm.cmd` and a shell on Windows. */
export function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return quiet(process.execPath, [script, ...args]);
  return quiet('npm', args, { shell: process.platform === 'win32' });
}

/** The script behind a tool's command name, so that it runs by this very Node without npx or a shell. */
export function tool(name, command = name) {
  const folder = join(ROOT, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
