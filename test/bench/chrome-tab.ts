import type { Page } from 'puppeteer';
import { DevTools } from '../devtools/devtools.ts';
import { runIn } from './in-page.ts';
import { lastRowPaintedAt } from './last-row.ts';
import { longestBlock, watchThread } from './thread-probe.ts';
import type { Viewer } from './viewer.ts';

declare global {
  interface Window {
    /** DevTools' own account of the request whose tab is open. */
    shownStream?: { eventSourceMessages(): unknown[] };
  }
}

/** The tab "EventStream" of DevTools' own Network panel, opened as soon as the stream's request is listed. */
export const chromeTab: Viewer = {
  name: "Chrome's EventStream tab",
  extensions: [],
  async open(page) {
    const devtools = await DevTools.open(page);
    await devtools.dock('undocked');
    await devtools.resize(1200, 800);
    await devtools.showPanel('network');
    let timeout = 0;
    return {
      async expect(expected) {
        timeout = expected.timeout;
        await openTabOfStream(devtools.page);
        await runIn(devtools.page, notePaint);
        await watchThread(devtools.page);
      },
      lastRowAt: () => lastRowPaintedAt(devtools.page, timeout),
      rows: () => runIn(devtools.page, () => window.shownStream?.eventSourceMessages().length ?? 0),
      longestBlock: () => longestBlock(devtools.page),
    };
  },
};

/** Has DevTools select the first event stream that it lists and show its tab, as a quick user would. */
async function openTabOfStream(devtools: Page): Promise<void> {
  // As text: a compiler would rewrite `import()`.
  await devtools.evaluate(`Promise.all([
    import('./panels/network/network.js'), import('./models/logs/logs.js')
  ]).then(([{ NetworkPanel }, { NetworkLog }]) => {
    const log = NetworkLog.NetworkLog.instance();
    const look = ({ data }) => {
      const request = data.request ?? data;
      // The tab exists only once the response says that it is a stream.
      if (window.shownStream || request.mimeType !== 'text/event-stream') return;
      window.shownStream = request;
      void NetworkPanel.NetworkPanel.instance().selectAndActivateRequest(request, 'eventSource');
    };
    log.addEventListener(NetworkLog.Events.RequestAdded, look);
    log.addEventListener(NetworkLog.Events.RequestUpdated, look);
  })`);
}

/**
 * Runs in DevTools: looks before each paint whether the last row, the only one of type "done", is drawn. The grid is
 * windowed and sticks to its end.
 */
function notePaint(): void {
  window.lastRowPaintedAt = 0;
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    window.lastRowPaintedAt = performance.timeOrigin + performance.now();
  };
  /** The element below `root`, shadow trees included; found once, then kept. */
  const find = (root: ParentNode): Element | null => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'devtools-data-grid' && element.closest('.event-source-messages-view'))
        return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  let grid: Element | null = null;
  const look = () => {
    if (!grid?.isConnected) grid = find(document);
    const cells = grid?.shadowRoot?.querySelectorAll('tbody tr td:nth-child(2)') ?? [];
    if ([...cells].some((cell) => cell.textContent === 'done')) painted.port2.postMessage(null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
