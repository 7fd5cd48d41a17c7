/**
 * The devtools page: lives as long as DevTools, and so owns the capture and the tape. The panel may come and go.
 * It attaches when the panel is first shown, never before: the browser then shows its debugging banner in every tab.
 */
import '../session/window.ts';
import browser from 'webextension-polyfill';
import { createChromiumRecorder } from '../capture/chromium.ts';
import type { HarEntry, HarLog } from '../capture/log/har.ts';
import { createSession } from '../session/session.ts';
import { browserName } from './browser-name.ts';
import { ChromeDebugger } from './chrome-transport.ts';
import { FindBar, type SearchedPanel } from './find-bar.ts';
import { keepAlive } from './keep-alive.ts';
import { storedSettings } from './settings.ts';
import { followTheme } from './theme.ts';
import { workerWait } from './worker-wait.ts';

const { tabId } = browser.devtools.inspectedWindow;
const chromeDebugger = new ChromeDebugger(tabId, keepAlive(tabId));

const findBar = new FindBar();

const session = createSession({
  settings: storedSettings,
  wait: workerWait(),
  onFind: findBar.onFind,
  capture: (tape, isShownAsStream) =>
    createChromiumRecorder({
      tape,
      isShownAsStream,
      browser: browserName(navigator.userAgent),
      attach: () => chromeDebugger.attach(),
      detach: () => chromeDebugger.detach(),
      getHar: async () => (await browser.devtools.network.getHAR()) as unknown as HarLog,
      reload: async () => browser.devtools.inspectedWindow.reload(),
      onNavigated(listener) {
        browser.devtools.network.onNavigated.addListener(listener);
        return () => browser.devtools.network.onNavigated.removeListener(listener);
      },
      onFinished(listener) {
        const finished = (entry: object) => listener(entry as HarEntry);
        browser.devtools.network.onRequestFinished.addListener(finished);
        return () => browser.devtools.network.onRequestFinished.removeListener(finished);
      },
    }),
});

let shownBefore = false;

function shown(panel: Window): void {
  followTheme(panel.document);
  panel.streamscopeHost = session.host;
  // Its script may not have run yet; it then finds the host on its own.
  panel.streamscopeMount?.(session.host);
  if (shownBefore) return;
  shownBefore = true;
  void session.capture.record(true);
}

browser.devtools.panels.create('Streams', '/panel/icons/32.png', '/panel/panel.html').then((panel) => {
  findBar.follow(panel as SearchedPanel);
  panel.onShown.addListener((window) => shown(window as unknown as Window));
});
