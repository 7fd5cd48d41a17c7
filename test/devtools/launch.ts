import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer';
import { findBrowser } from '../machine/browser.mjs';
import { makeProfile } from './profile.ts';

/** The built extension. */
export const EXTENSION = resolve(import.meta.dirname, '../../dist/chrome');

/** puppeteer switches throttling off; users have it. A hidden panel must work with it. */
const ANTI_THROTTLING = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

export interface LaunchOptions {
  /** False opens a window. */
  headless?: boolean;
  /** Timers and hidden pages are slowed as in a user's browser (the default). */
  throttled?: boolean;
  extraArgs?: string[];
  /** Folders of the extensions to load; by default the built one. An empty list is a browser without Streamscope. */
  extensions?: string[];
  /** The browser's program; by default the one that was found. */
  program?: string | undefined;
  /** Whether Ctrl+C closes the browser (the default). */
  handleSignals?: boolean;
  /** False keeps puppeteer from listening to the network of every page: in a flood each listener costs the page. */
  watchNetwork?: boolean;
}

/** Starts a browser with the extension, a fresh profile (deleted at the end) and no wish for the internet. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { headless = true, throttled = true, extraArgs = [], handleSignals = true } = options;
  const { watchNetwork = true } = options;
  const extensions = (options.extensions ?? [EXTENSION]).map((folder) => resolve(folder));
  const absent = extensions.find((folder) => !existsSync(resolve(folder, 'manifest.json')));
  if (absent) throw new Error(`There is no built extension in ${absent}; \`npm run build\` makes it.`);
  const executablePath = options.program ?? findBrowser();
  if (!executablePath) throw new Error('No browser was found; `npm test` and `npm start` install one.');

  // In a window DevTools opens as a user's does.
  const profile = headless ? makeProfile() : null;
  const started = puppeteer.launch({
    executablePath,
    headless,
    ...(profile ? { userDataDir: profile.folder } : {}),
    // Over the pipe an extension can be loaded in every brand; branded Chrome ignores `--load-extension`.
    pipe: true,
    enableExtensions: extensions,
    // The HTTP/2 fixtures have a certificate of their own making.
    acceptInsecureCerts: true,
    // A window has the size the user gives it; headless needs a size, and the same one everywhere.
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    ...(throttled ? { ignoreDefaultArgs: ANTI_THROTTLING } : {}),
    handleSIGINT: handleSignals,
    handleSIGTERM: handleSignals,
    handleSIGHUP: handleSignals,
    networkEnabled: watchNetwork,
    args: [
      '--ignore-certificate-errors',
      '--disable-component-update',
      '--no-default-browser-check',
      // The popups of the address bar are pages that Chromium loads at each start. They took a sixth of what a start takes.
      '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
      // Chromium refuses to run its sandbox as root, which is what containers and build servers are.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...extraArgs,
    ],
  });
  const browser = await started.catch((error: unknown) => {
    profile?.delete();
    throw error;
  });
  browser.process()?.once('exit', () => profile?.delete());
  return browser;
}
