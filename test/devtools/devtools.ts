import type { Frame, Page } from 'puppeteer';
import { poll } from './poll.ts';

export type DockSide = 'right' | 'bottom' | 'left' | 'undocked';
export type Theme = 'systemPreferred' | 'default' | 'dark';

/**
 * Real DevTools on a page, driven from within: its own modules are imported and asked, as its own menus would.
 *
 * The code is sent as text, since a test runner rewrites the `import()` of a function it compiles.
 */
export class DevTools {
  /** The page that is inspected. */
  readonly inspected: Page;
  /** DevTools itself: screenshots, keyboard and size go here. */
  readonly page: Page;

  private constructor(inspected: Page, page: Page) {
    this.inspected = inspected;
    this.page = page;
  }

  /** Opens DevTools on a page and waits until its panels are there. */
  static async open(inspected: Page, theme?: Theme): Promise<DevTools> {
    const page = await inspected.openDevTools().catch(async (error: unknown) => {
      const version = await inspected.browser().version();
      throw new Error(`${version} does not let a program open DevTools; a newer one does.`, { cause: error });
    });
    const devtools = new DevTools(inspected, page);
    // An extension gets the theme's name once, when its devtools page loads: the wish must come before.
    if (theme === 'dark' || theme === 'default') {
      const value = theme === 'dark' ? 'dark' : 'light';
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    }
    await devtools.#ready();
    return devtools;
  }

  /** Shows a panel by DevTools' own id: `network`, `elements`, `console`, `sources`, … */
  async showPanel(id: string): Promise<void> {
    await this.#run('await UI.ViewManager.ViewManager.instance().showView(id);', { id });
  }

  /** Shows an extension's panel by its title, as soon as the extension has registered it; answers its frame. */
  async showExtensionPanel(title: string): Promise<Frame> {
    const find = () => this.#extensionPanel(title);
    const what = `DevTools panel "${title}"`;
    // On a busy machine DevTools sometimes misses that the extension adds its panel, and never shows it then. The remedy
    // is the user's: DevTools is loaded again. It is printed, since nothing else says that it happened.
    const id = await poll(what, find, { timeout: 6000 }).catch(async () => {
      console.warn(`${what} was not there after 6 s; DevTools is loaded again.`);
      await this.#reload();
      return poll(what, find);
    });
    await this.showPanel(id);
    // The frame is a document of the extension; the devtools page is one too, and was there before.
    return poll(`the document of panel "${title}"`, async () => {
      for (const frame of this.page.frames()) {
        if (!frame.url().startsWith(id.slice(0, -title.length)) || frame.url().includes('devtools')) continue;
        if ((await frame.evaluate('document.readyState')) === 'complete') return frame;
      }
      return undefined;
    });
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.#run(
      `const Common = await import('./core/common/common.js');
      Common.Settings.Settings.instance().moduleSetting('ui-theme').set(theme);`,
      { theme },
    );
    if (theme === 'systemPreferred') return;
    const dark = theme === 'dark';
    await poll(`theme ${theme}`, async () => (await this.isDark()) === dark);
  }

  /** Whether DevTools is drawn dark. */
  async isDark(): Promise<boolean> {
    return this.page.evaluate(() =>
      document.documentElement.classList.contains('theme-with-dark-background'),
    );
  }

  async dock(side: DockSide): Promise<void> {
    await this.#run('await UI.DockController.DockController.instance().setDockSide(side);', { side });
    await poll(`DevTools docked ${side}`, async () => (await this.#dockSide()) === side);
  }

  /** How much of the window DevTools takes when it is docked, from 0 to 1. */
  async takeShare(share: number): Promise<void> {
    await this.#run(
      `const split = UI.InspectorView.InspectorView.instance().ownerSplit();
      split.setSidebarSize(Math.round(split.totalSize() * share));`,
      { share },
    );
  }

  /** Gives DevTools a size. Undocked, the panel is as wide as DevTools. */
  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewport({ width, height });
    await poll(`${width} px`, () => this.page.evaluate((wanted) => innerWidth === wanted, width));
  }

  /** Writes a picture of DevTools, the panel in it, to a PNG file. */
  async screenshot(path: `${string}.png`): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Closes DevTools, as its close button does. */
  async close(): Promise<void> {
    await this.page.close();
    await poll('DevTools to be closed', async () => !(await this.inspected.hasDevTools()));
  }

  /** Asking DevTools' modules before they are set up throws, or sets them up wrongly. A tab means they are. */
  async #ready(): Promise<void> {
    await this.page.waitForSelector('>>> [role=tab]');
  }

  /** Loads DevTools itself again, as its shortcut Alt+R does. */
  async #reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  #dockSide(): Promise<unknown> {
    return this.#run('return UI.DockController.DockController.instance().dockSide();', {});
  }

  /** An extension's panel has its origin and its title, put together, for an id. */
  async #extensionPanel(title: string): Promise<string | undefined> {
    const ids = await this.#run('return [...UI.ViewManager.ViewManager.instance().views.keys()];', {});
    const ours = (id: unknown): id is string =>
      typeof id === 'string' && id.startsWith('chrome-extension://') && id.endsWith(title);
    return Array.isArray(ids) ? ids.find(ours) : undefined;
  }

  #run(code: string, values: Record<string, unknown>): Promise<unknown> {
    const names = Object.keys(values).join(', ');
    return this.page.evaluate(
      `import('./ui/legacy/legacy.js').then(async (UI) => {
        const { ${names} } = ${JSON.stringify(values)};
        ${code}
      })`,
    );
  }
}
