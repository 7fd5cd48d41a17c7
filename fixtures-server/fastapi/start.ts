/** Starts the FastAPI application, where Python, FastAPI and uvicorn are installed or can be. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface FastApi {
  /** The origin, without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface Skipped {
  /** Why it could not be started, for the test's report. */
  readonly skipped: string;
}

// Debian installs its packages for /usr/bin/python3; the first python3 on PATH may be another one, without them.
const candidates = ['/usr/bin/python3', 'python3', 'python'];
const startTimeout = 30_000;
const run = promisify(execFile);

async function findPython(): Promise<string | null> {
  for (const python of candidates) {
    const works = await run(python, ['-c', 'import fastapi, uvicorn'], { timeout: startTimeout }).then(
      () => true,
      () => false,
    );
    if (works) return python;
  }
  return null;
}

/** uvicorn says on which port it listens once it does: no port is guessed, and nothing is polled. */
async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (!child.stderr) throw new Error('uvicorn was started without its stderr.');
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    said.push(line);
    const address = /running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error(`uvicorn ended before it listened: ${said.slice(-5).join(' | ') || 'it said nothing'}`);
}

/** Resolves once the application responds, or with the reason why there is none. */
export async function startFastApi(): Promise<FastApi | Skipped> {
  const python = await findPython();
  if (!python) {
    return {
      skipped: 'no Python with fastapi and uvicorn (on Debian: apt install python3-fastapi python3-uvicorn)',
    };
  }
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const child = spawn(
    python,
    ['-m', 'uvicorn', 'app:app', '--host', '127.0.0.1', '--port', '0', '--no-access-log'],
    {
      cwd: folder,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1', NO_COLOR: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(child, 'exit').catch(() => undefined);
  // SIGKILL, because uvicorn waits for open streams to end before it heeds anything milder.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const close = async () => {
    process.off('exit', kill);
    kill();
    await ended;
  };
  const deadline = setTimeout(kill, startTimeout);
  try {
    const url = await addressOf(child);
    // Keep reading though the output is not used, or uvicorn would stop at a full pipe.
    child.stderr?.resume();
    return { url, close };
  } catch (error) {
    await close();
    return { skipped: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(deadline);
  }
}
