import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'puppeteer';
import { poll } from './poll.ts';

export interface Download {
  /** The name the file would have been given. */
  name: string;
  bytes: Uint8Array;
  /** The bytes as UTF-8, unpacked where the name ends in `.gz`. */
  text: string;
}

/** Does something that makes the browser download a file, and catches the file. `start` can ask whether it began. */
export async function catchDownload(
  browser: Browser,
  start: (begun: () => boolean) => Promise<void>,
): Promise<Download> {
  const folder = await mkdtemp(join(tmpdir(), 'streamscope-download-'));
  const session = await browser.target().createCDPSession();
  let file: { guid: string; name: string } | undefined;
  let state = 'not begun';
  session.on('Browser.downloadWillBegin', ({ guid, suggestedFilename }) => {
    file ??= { guid, name: suggestedFilename };
  });
  session.on('Browser.downloadProgress', (progress) => {
    if (progress.guid === file?.guid) state = progress.state;
  });
  try {
    const behavior = { behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true } as const;
    await session.send('Browser.setDownloadBehavior', behavior);
    await start(() => file !== undefined);
    await poll('the download to end', async () => state === 'completed' && file, { seen: () => state });
    if (!file) throw new Error('A download ended that never began.');
    const bytes = await readFile(join(folder, file.guid));
    const text = (file.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return { name: file.name, bytes, text };
  } finally {
    await session.send('Browser.setDownloadBehavior', { behavior: 'default' });
    await session.detach();
    await rm(folder, { recursive: true, force: true });
  }
}
