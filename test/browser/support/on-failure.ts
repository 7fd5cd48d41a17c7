/**
 * What the panels of a file showed and had captured when a test failed: printed with the failure, so that one that
 * cannot be reproduced can be understood. A set-up file of the projects in a browser.
 */
import { afterEach } from 'vitest';
import { deadline } from '../../../src/protocol/deadline.ts';
import { readTape, type Tape } from '../../../src/tape/index.ts';
import { openRigs, type Rig } from './rig.ts';

/** Lines of the tape, and characters of the panel's text, that are printed at most. */
const MAX_LINES = 80;
const MAX_TEXT = 3000;
/** Milliseconds for one rig; a page or a panel that hangs may be why the test failed. */
const PATIENCE = 10_000;

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const rig of openRigs) console.log(`“${task.name}” failed. ${await reportOf(rig)}`);
});

async function reportOf(rig: Rig): Promise<string> {
  const parts: Record<string, () => Promise<string>> = {
    'The page': async () => rig.page.url(),
    'The panel': async () => (await rig.text()).slice(0, MAX_TEXT),
    'The tape': async () => linesOf(await tapeOf(rig)),
  };
  const texts = Object.entries(parts).map(async ([title, read]) => `${title}:\n${await inTime(read)}`);
  return (await Promise.all(texts)).join('\n');
}

/** What it reads, or why it could not be read. */
const inTime = (read: () => Promise<string>): Promise<string> => deadline(read(), PATIENCE).catch(String);

async function tapeOf(rig: Rig): Promise<Tape> {
  const text = await rig.panel.exportTape();
  return (await readTape(new Blob([text]).stream())).tape;
}

/** The facts of each connection, one line each, without bytes. */
function linesOf(tape: Tape): string {
  const lines = tape
    .connections()
    .flatMap(({ id, facts, chunks, bytes }) => [
      `${id}: ${chunks.count} chunks, ${bytes.length} bytes`,
      ...facts.map((fact) => `  ${JSON.stringify(fact).slice(0, 300)}`),
    ]);
  if (lines.length > MAX_LINES) lines.splice(0, lines.length - MAX_LINES, '…');
  return lines.join('\n');
}
