import type { CDPSession, Frame } from 'puppeteer';
import { poll } from './poll.ts';

/**
 * A protocol session on the panel's own target. The panel is in another process than DevTools around it, and what
 * puppeteer asks of DevTools' page (to catch a file chooser, for one) does not reach it.
 */
export async function panelSession(frame: Frame): Promise<CDPSession> {
  const born = await frame.evaluate(() => performance.timeOrigin);
  for (const target of frame.page().browser().targets()) {
    if (target.url() !== frame.url()) continue;
    const session = await target.createCDPSession();
    const { result } = await session.send('Runtime.evaluate', { expression: 'performance.timeOrigin' });
    if (result.value === born) return session;
    await session.detach();
  }
  throw new Error(`No target for ${frame.url()}`);
}

/** Does something that opens a file chooser, and chooses a file in it. */
export async function chooseFile(frame: Frame, file: string, open: () => Promise<void>): Promise<void> {
  const session = await panelSession(frame);
  let input: number | undefined;
  session.on('Page.fileChooserOpened', ({ backendNodeId }) => {
    input = backendNodeId;
  });
  try {
    await session.send('Page.enable');
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
    await open();
    const backendNodeId = await poll('a file chooser', async () => input);
    await session.send('DOM.setFileInputFiles', { files: [file], backendNodeId });
  } finally {
    await session.detach();
  }
}
