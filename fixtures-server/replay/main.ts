/** The command: `npm run replay -- file.tape.ndjson`. */
import { basename, resolve } from 'node:path';
import { catalogueOf } from '../../src/replay/serving/index.ts';
import { readCommand, USAGE, USUAL_PORT } from './command.ts';
import { type Replay, startReplay } from './index.ts';
import { readTapeFile, UnreadableError } from './read.ts';

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2));
  if (!command.ok) throw new UnreadableError(`${command.problem}\n${USAGE}`);
  // npm runs its scripts elsewhere than where it was called.
  const { tape, notes } = await readTapeFile(resolve(process.env.INIT_CWD ?? '', command.file));
  const name = basename(command.file);
  const { token, port } = command;
  const start = (on: number): Promise<Replay> =>
    startReplay({
      tape,
      name,
      notes,
      port: on,
      say: (lines) => print(lines, '\n  '),
      ...(token && { token }),
    });
  const replay = await start(port ?? USUAL_PORT).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (port !== null) throw new UnreadableError(`Port ${port} is taken.`);
    console.log(`Port ${USUAL_PORT} is taken; another one it is.`);
    return start(0);
  });
  report(replay, name, notes);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void replay.close());
}

const WHAT = {
  sse: 'event stream, connections',
  poll: 'poll loop, requests',
  pieces: 'response that comes in pieces, connections',
} as const;

function report({ url, sources }: Replay, name: string, notes: readonly string[]): void {
  const { channels } = catalogueOf(name, notes, sources);
  const lines = [`Replaying ${name} at ${url}`, ...notes];
  for (const { number, transport, method, connections, url: from, notes: own } of channels) {
    const what = WHAT[transport];
    lines.push('', `${number}. ${method} ${from ?? '(address not known)'} (${what}: ${connections})`);
    lines.push(`   curl -N '${url}channel/${number}'`, ...own.map((note) => `   ${note}`));
  }
  if (channels.length === 0)
    lines.push('There is no event stream, poll loop or response in pieces on this tape to serve.');
  lines.push('', 'In the panel: Replay, "Answer the page\'s requests with this recording…". Ctrl+C ends it.');
  print(lines, '\n');
}

/** Text of a tape is a stranger's: it must not control the terminal. */
function print(lines: readonly string[], between: string): void {
  console.log(lines.map((line) => line.replace(/\p{C}/gu, '\uFFFD')).join(between));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UnreadableError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
