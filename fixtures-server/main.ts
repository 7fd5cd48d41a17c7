/** The command: `node --import tsx fixtures-server/main.ts [port]`. */
import { type Fixtures, startFixtures } from './index.ts';

const wanted = Number(process.argv[2] ?? 8377);

async function start(): Promise<Fixtures> {
  try {
    return await startFixtures({ port: wanted });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.log(`Port ${wanted} is taken; another one it is.`);
    return startFixtures();
  }
}

if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
  console.error(`"${process.argv[2]}" is no port. Give a number from 0 to 65535, or nothing for 8377.`);
  process.exitCode = 1;
} else {
  const fixtures = await start();
  console.log(`Lessons:       ${fixtures.url}/
HTTP/2:        ${fixtures.h2Url}/   (self-signed: the browser warns)
Six at a time: ${fixtures.sixUrl}/
Other origin:  ${fixtures.otherUrl}/
Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void fixtures.close());
  }
}
