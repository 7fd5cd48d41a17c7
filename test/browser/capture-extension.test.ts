/** Capture in the extension: when it attaches, that it detaches, and what runs without the debugger. */
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Fixtures, startFixtures } from '../../fixtures-server/index.ts';
import type { ChannelSummary, PanelHost } from '../../src/session/session.ts';
import { DevTools } from '../devtools/devtools.ts';
import { launchBrowser } from '../devtools/launch.ts';
import { openStreamsPanel, type StreamsPanel } from '../devtools/open-panel.ts';
import { poll } from '../devtools/poll.ts';

let browser: Browser;
let fixtures: Fixtures;
let page: Page;
let observer: Page;
let runs = 0;

beforeAll(async () => {
  fixtures = await startFixtures();
  browser = await launchBrowser();
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
  // A page of the extension in a tab: it may ask what its debugger is attached to, and outlives service workers.
  observer = await browser.newPage();
  await observer.goto(new URL('/panel/panel.html', worker.url()).href);
});
afterAll(async () => {
  await browser?.close();
  await fixtures?.close();
});
afterEach(() => page?.close().catch(() => {}));

async function openLesson(id: string): Promise<string> {
  page = await browser.newPage();
  const run = `extension-${++runs}`;
  await page.goto(`${fixtures.url}/s/${id}/?run=${run}`);
  return run;
}

/**
 * What sleep is to a service worker. Not puppeteer's own `close()`: it debugs the worker to close it, and the next one
 * can be left paused for a debugger that never says continue.
 */
async function putToSleep(): Promise<void> {
  const session = await browser.target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  if (!worker) throw new Error('the service worker sleeps already');
  await session.send('Target.closeTarget', { targetId: worker.targetId });
  await session.detach();
}

/** Whether the extension's debugger is attached to the page: it alone may send commands then. */
async function isAttached(): Promise<boolean> {
  return observer.evaluate(async (url) => {
    const target = (await chrome.debugger.getTargets()).find((candidate) => candidate.url === url);
    if (target?.tabId === undefined) throw new Error(`no tab shows ${url}`);
    try {
      await chrome.debugger.sendCommand({ tabId: target.tabId }, 'Page.getFrameTree');
      return true;
    } catch {
      return false;
    }
  }, page.url());
}

const capture = ({ panel }: StreamsPanel) =>
  panel.frame.evaluate(() =>
    (window as unknown as { streamscopeHost: PanelHost }).streamscopeHost.capture.status(),
  );
const streams = async ({ panel }: StreamsPanel): Promise<ChannelSummary[]> => {
  const rows = await panel.frame.evaluate(() =>
    (window as unknown as { streamscopeHost: PanelHost }).streamscopeHost.channels.list(),
  );
  return rows.filter((row): row is ChannelSummary => row.kind === 'stream');
};
const on = (panel: StreamsPanel) =>
  poll('capture to be on', async () => (await capture(panel)).state === 'on');

describe('the debugger', () => {
  test('attaches when the panel is first shown, and not when DevTools opens', async () => {
    await openLesson('clock');
    await DevTools.open(page);
    expect(await isAttached()).toBe(false);
    await on(await openStreamsPanel(page));
    expect(await isAttached()).toBe(true);
  });

  test('detaches with Record, and attaches again', async () => {
    await openLesson('clock');
    const opened = await openStreamsPanel(page);
    await on(opened);
    await opened.panel.press('Record');
    await poll('the detach', async () => !(await isAttached()));
    expect((await capture(opened)).state).toBe('off');
    await opened.panel.frame.waitForSelector('[aria-label="Record"][aria-pressed="false"]');
    await opened.panel.press('Record');
    await on(opened);
    expect(await isAttached()).toBe(true);
  });

  test('is detached when DevTools is closed', async () => {
    await openLesson('clock');
    const { devtools, ...rest } = await openStreamsPanel(page);
    await on({ devtools, ...rest });
    await devtools.close();
    await poll('the detach', async () => !(await isAttached()));
  });

  test('is detached also when the service worker slept before', async () => {
    await openLesson('clock');
    const { devtools, ...rest } = await openStreamsPanel(page);
    await on({ devtools, ...rest });
    await putToSleep();
    expect(await isAttached()).toBe(true);
    await devtools.close();
    await poll('the detach', async () => !(await isAttached()));
  });

  test('takes over an attachment of its own that was left behind', async () => {
    await openLesson('clock');
    await observer.evaluate(async (url) => {
      const target = (await chrome.debugger.getTargets()).find((candidate) => candidate.url === url);
      await chrome.debugger.attach({ tabId: target?.tabId ?? -1 }, '1.3');
    }, page.url());
    const opened = await openStreamsPanel(page);
    await on(opened);
    expect(await capture(opened)).toEqual({ state: 'on', source: 'protocol', notices: [] });
  });

  test('says so on a page that it may not see, and continues on the next', async () => {
    await openLesson('clock');
    const opened = await openStreamsPanel(page);
    await on(opened);
    await page.goto('chrome://version/');
    await poll('the notice', async () => (await capture(opened)).notices[0]?.code === 'not-debuggable');
    const run = `extension-${++runs}`;
    await page.goto(`${fixtures.url}/s/clock/?run=${run}`);
    let seen: unknown;
    const byProtocol = async () => {
      const { state, source, notices } = await capture(opened);
      seen = { state, source, notices };
      return state === 'on' && source === 'protocol' && notices.length === 0;
    };
    await poll('capture by protocol', byProtocol, { seen: () => seen });
  });

  test('says that the page crashed, and continues after a reload', async () => {
    await openLesson('clock');
    const opened = await openStreamsPanel(page);
    await on(opened);
    const session = await page.createCDPSession();
    session.send('Page.crash').catch(() => {});
    await poll('the notice', async () => (await capture(opened)).notices[0]?.code === 'crashed');
    await page.goto(`${fixtures.url}/s/clock/?run=extension-${++runs}`);
    await poll('bytes again', async () => {
      const [row] = (await streams(opened)).slice(-1);
      return row?.fidelity === 'bytes' && row.events > 0;
    });
    expect((await capture(opened)).notices).toEqual([]);
  });
});

test('reaches a shared worker, and lets go of it too', async () => {
  const run = await openLesson('shared-worker');
  const opened = await openStreamsPanel(page);
  await on(opened);
  await page.reload();
  await poll('the row', async () =>
    (await streams(opened)).some(({ context }) => context.kind === 'shared-worker'),
  );
  expect(fixtures.connections(run).length).toBeGreaterThan(0);
  const attachedWorkers = () =>
    observer.evaluate(async () => {
      const workers = (await chrome.debugger.getTargets()).filter(
        ({ type, url }) => type === 'worker' && url.includes('shared'),
      );
      const tries = workers.map(({ id }) =>
        chrome.debugger.sendCommand({ targetId: id }, 'Runtime.evaluate', { expression: '1' }),
      );
      return (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled').length;
    });
  expect(await attachedWorkers()).toBe(1);
  await opened.devtools.close();
  await poll('the detach', async () => (await attachedWorkers()) === 0);
});

describe('without the debugger', () => {
  /** DevTools with a log that runs: what came before it is in none. */
  async function openLogged(): Promise<void> {
    page = await browser.newPage();
    await page.goto(fixtures.url);
    const devtools = await DevTools.open(page);
    const own = await poll('the devtools page', async () =>
      devtools.page.frames().find((frame) => frame.url().endsWith('/devtools.html')),
    );
    await poll('the log', async () => {
      await page.reload();
      return own.evaluate(
        () =>
          new Promise<boolean>((done) =>
            chrome.devtools.network.getHAR(({ entries }) => done(entries.length > 0)),
          ),
      );
    });
  }

  test('what ran before the panel was shown is filled in, and continues in the same row', async () => {
    await openLogged();
    const run = `extension-${++runs}`;
    await page.goto(`${fixtures.url}/s/clock/?run=${run}`);
    const written = () => fixtures.connections(run)[0]?.chunks.length ?? 0;
    await poll('two messages', async () => written() >= 2);
    const opened = await openStreamsPanel(page);
    let seen: unknown;
    const everyMessage = async () => {
      const rows = await streams(opened);
      seen = { written: written(), rows };
      return rows.length === 1 && written() >= 5 && rows[0]?.events === written();
    };
    await poll('every message', everyMessage, { seen: () => seen });
    const [row] = await streams(opened);
    expect(row).toMatchObject({ fidelity: 'messages', via: 'eventsource' });
    expect(row?.url).toContain('/s/clock/stream');
  });

  test('a fetch stream from then is one row too, its messages reported to the end', async () => {
    await openLogged();
    const run = `extension-${++runs}`;
    await page.evaluate((url) => {
      const leave = new AbortController();
      Object.assign(window, { leave });
      void fetch(url, { signal: leave.signal }).then(
        (response) => response.text(),
        () => {},
      );
    }, `${fixtures.url}/s/clock/stream?run=${run}`);
    const written = () => fixtures.connections(run)[0]?.chunks.length ?? 0;
    await poll('two messages', async () => written() >= 2);
    const opened = await openStreamsPanel(page);
    const before = await poll('messages from before and after', async () => {
      const rows = await streams(opened);
      return rows.length === 1 && (rows[0]?.events ?? 0) >= 6 && rows[0]?.events;
    });
    await page.evaluate(() => (window as unknown as { leave: AbortController }).leave.abort());
    await poll('its end', async () => (await streams(opened))[0]?.state.kind === 'ended');
    const rows = await streams(opened);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.via).toBe('fetch');
    // The server may have written some that the page did not read while it was being left.
    expect(rows[0]?.events).toBeGreaterThanOrEqual(before);
    expect(rows[0]?.events).toBeLessThanOrEqual(written());
  });

  test('messages only, by choice', async () => {
    await openLesson('clock');
    const opened = await openStreamsPanel(page);
    await on(opened);
    await opened.panel.frame.evaluate(() =>
      (window as unknown as { streamscopeHost: PanelHost }).streamscopeHost.capture.useSource('har'),
    );
    await poll('messages only', async () => (await capture(opened)).source === 'har');
    await poll('the detach', async () => !(await isAttached()));
    await page.goto(`${fixtures.url}/s/named-events/?run=extension-${++runs}`);
    await poll('messages', async () => (await streams(opened)).some((row) => row.events >= 2));
    expect((await streams(opened)).at(-1)?.fidelity).toBe('messages');
  });
});
