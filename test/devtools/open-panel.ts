import type { Page } from 'puppeteer';
import { DevTools, type DockSide, type Theme } from './devtools.ts';
import { PanelDriver } from './panel-driver.ts';

/** The panel's title among DevTools' tabs. */
const TITLE = 'Streams';

export interface OpenOptions {
  /** In a window of its own by default, so that the panel is as wide as DevTools. */
  dock?: DockSide;
  /** DevTools' size when it is in a window of its own. */
  size?: { width: number; height: number };
  theme?: Theme;
}

export interface StreamsPanel {
  devtools: DevTools;
  panel: PanelDriver;
  /** Shows the panel again, after another one was shown. */
  show(): Promise<void>;
  /** Shows another panel, so that Streams is hidden. */
  hide(other?: string): Promise<void>;
}

/** Opens DevTools on a page, if it is not open, and shows the Streams panel. */
export async function openStreamsPanel(page: Page, options: OpenOptions = {}): Promise<StreamsPanel> {
  const { dock = 'undocked', size = { width: 1200, height: 800 }, theme } = options;
  const devtools = await DevTools.open(page, theme);
  await devtools.dock(dock);
  if (dock === 'undocked') await devtools.resize(size.width, size.height);
  const frame = await devtools.showExtensionPanel(TITLE);
  return {
    devtools,
    panel: new PanelDriver(frame),
    show: async () => {
      await devtools.showExtensionPanel(TITLE);
    },
    hide: (other = 'network') => devtools.showPanel(other),
  };
}
