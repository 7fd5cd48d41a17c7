/**
 * Takes the pictures in docs/pictures from the real panel in real DevTools: `npm run pictures`.
 */
import { mkdir } from 'node:fs/promises';
import { startRig } from '../browser/support/rig.ts';
import { waitForTransports } from '../browser/support/side-by-side.ts';
import { poll } from './poll.ts';

const folder = 'docs/pictures';
await mkdir(folder, { recursive: true });

const rig = await startRig({ size: { width: 1200, height: 760 } });
try {
  const { panel, streams, open, lesson } = rig;
  const { devtools } = streams;
  const shoot = (name: string) => devtools.screenshot(`${folder}/${name}.png`);

  await poll('an empty panel', async () => (await panel.streams()).length === 0);
  await shoot('empty');

  await lesson('split-message');
  await panel.selectStream('stream');
  await poll('the event', async () => (await panel.rows())[0]?.Type === 'custom_2');
  await panel.clickRow(0);
  await panel.merge();
  await shoot('merge');
  await devtools.setTheme('dark');
  await shoot('merge-dark');
  await devtools.resize(500, 760);
  await shoot('merge-narrow-dark');
  await devtools.setTheme('default');
  await devtools.resize(1200, 760);
  await panel.press('Replay');
  await panel.press('Play in the panel', 'menuitem');
  // The answer, and the first write: the block waits for its blank line.
  await panel.press('Step forward');
  await panel.press('Step forward');
  await poll('the pending block', async () => (await panel.rows())[0]?.Type === 'pending');
  await panel.clickRow(0);
  await poll('its lines', async () => (await panel.merge()).length === 3);
  await shoot('player');
  await panel.press('Close the player');

  await lesson('nul-in-id');
  await panel.selectStream('stream');
  await panel.openTab('Findings');
  await rig.waitForText(/NUL in an ID/);
  await shoot('findings');
  await panel.openTab('Events');

  await lesson('one-over-many-chunks');
  await panel.selectStream('stream');
  await panel.openTab('Raw');
  await rig.waitForText(/chunk 3\b/i);
  await shoot('raw');

  await lesson('status-404');
  await panel.selectStream('stream');
  await panel.openTab('Connections');
  await rig.waitForText(/HTTP 404/);
  await shoot('connections');
  await panel.openTab('Events');

  await lesson('reconnect-faults');
  await poll('its connections', async () => /×4/.test((await panel.streams())[0]?.Name ?? ''));
  await panel.selectStream('stream');
  await panel.openTab('Connections');
  await panel.selectRow('Connections', 2);
  await shoot('chain');
  await panel.openTab('Events');

  await lesson('transports', '&count=6&every=1200');
  await waitForTransports(rig);
  await panel.selectStream('stream');
  await panel.addStream('poll');
  await panel.addStream('socket');
  await rig.waitForText(/3 streams side by side[\s\S]*Delay, median\s+\d/);
  await shoot('comparison');
  await panel.openTab('Events');

  await lesson('seven-connections');
  await panel.waitForStream(/waiting/);
  await panel.selectStream(/waiting/);
  await shoot('waiting');

  await open('json');
  await panel.selectStream('stream');
  await panel.waitForRows(3);
  await panel.clickRow(1);
  await panel.openTab('Data');
  await shoot('json');
} finally {
  await rig.close();
}
