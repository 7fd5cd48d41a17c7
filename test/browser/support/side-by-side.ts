import { poll } from '../../devtools/poll.ts';
import type { Rig } from './rig.ts';

/**
 * Waits until the lesson of the transports has a row for each of them, and opens Overview on the way: a few polls, each for
 * what comes after the one before, can be a list that is read page by page, and then the user says what they are.
 */
export async function waitForTransports({ panel }: Rig): Promise<void> {
  await panel.openTab('Overview');
  await poll('a row a transport', async () => {
    const kinds = (await panel.streams()).map((row) => row.Kind ?? '');
    if (kinds.some((kind) => kind.startsWith('poll'))) return kinds.length === 3;
    await panel.frame.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent === 'Treat as a poll loop')?.click();
    });
    return false;
  });
}
