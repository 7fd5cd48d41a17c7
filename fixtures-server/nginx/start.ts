/** Starts nginx before a fixtures server, where it is installed or can be. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nginxConfig } from './config.ts';

export interface Nginx {
  /** The origin, without a slash at its end. */
  readonly url: string;
  /** Whether it serves `/channel` by nchan. */
  readonly hasNchan: boolean;
  close(): Promise<void>;
}

export interface Skipped {
  /** Why it could not be started, for the test's report. */
  readonly skipped: string;
}

// Debian keeps it where only root's path leads.
const PROGRAMS = [
  '/usr/sbin/nginx',
  '/usr/local/sbin/nginx',
  '/usr/local/bin/nginx',
  '/opt/homebrew/bin/nginx',
];
const MODULES = [
  '/usr/lib/nginx/modules/ngx_nchan_module.so',
  '/usr/lib64/nginx/modules/ngx_nchan_module.so',
];
const START_TIMEOUT = 10_000;

/** nginx cannot choose a free port itself, so the system gives one. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function untilAnswers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + START_TIMEOUT;
  while (child.exitCode === null && performance.now() < deadline) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return true;
    await pause(20);
  }
  return false;
}

/**
 * Resolves once nginx responds, or with the reason why there is none.
 * @param upstream origin of the fixtures server, without a slash at its end.
 */
export async function startNginx(upstream: string): Promise<Nginx | Skipped> {
  const program = PROGRAMS.find((path) => existsSync(path));
  if (!program) return { skipped: 'no nginx (on Debian: apt install nginx-light libnginx-mod-nchan)' };
  const nchanModule = MODULES.find((path) => existsSync(path)) ?? null;
  const folder = await mkdtemp(join(tmpdir(), 'streamscope-nginx-'));
  const port = await freePort();
  const config = join(folder, 'nginx.conf');
  await writeFile(config, nginxConfig({ folder, port, upstream, nchanModule }));
  // -e: without it a user's nginx first tries the system's log, which it may not write.
  const child = spawn(program, ['-p', folder, '-c', config, '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit').catch(() => undefined);
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const close = async () => {
    process.off('exit', kill);
    kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  if (await untilAnswers(`${url}/`, child)) return { url, hasNchan: nchanModule !== null, close };
  const said = await readFile(join(folder, 'error.log'), 'utf8').catch(() => '');
  await close();
  return { skipped: `nginx did not start: ${said.trim().split('\n').at(-1) || 'it said nothing'}` };
}
