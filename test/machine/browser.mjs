// Which browser: the one that is named, else one that is installed, else one that can be installed.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { aptInstall, canInstall } from './debian.mjs';
import { quiet, ROOT, Stop, say, tool } from './shell.mjs';

const DOWNLOADS = join(ROOT, '.cache/puppeteer');

/** Chromium comes first: branded Chrome refuses some ways of loading an extension that Chromium allows. */
const LINUX_COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];
const MAC_APPS = ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'];
const WINDOWS_PROGRAMS = [
  'Chromium/Application/chrome.exe',
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'BraveSoftware/Brave-Browser/Application/brave.exe',
];

/** The places where a browser's installer puts it, most wanted first. */
export function installedPlaces(platform = process.platform, env = process.env) {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return MAC_APPS.flatMap((app) => folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`));
  }
  if (platform === 'win32') {
    const folders = [env.LOCALAPPDATA, env.ProgramFiles, env['ProgramFiles(x86)']].filter(Boolean);
    return WINDOWS_PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  }
  // A snap is confined to folders of its own and cannot read a profile in /tmp: the last choice.
  const folders = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !folder.startsWith('/snap/'));
  return [
    ...LINUX_COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))),
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ];
}

/** Chrome for Testing, where an earlier run downloaded it into the project's cache. */
function downloaded() {
  const base = join(DOWNLOADS, 'chrome');
  if (!existsSync(base)) return undefined;
  const inside = {
    darwin: 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    win32: 'chrome.exe',
  };
  for (const build of readdirSync(base).sort().reverse()) {
    for (const folder of readdirSync(join(base, build))) {
      const program = join(base, build, folder, inside[process.platform] ?? 'chrome');
      if (existsSync(program)) return program;
    }
  }
  return undefined;
}

/** The browser that is already there, or nothing. A named one that does not exist is an error, not a reason to guess. */
export function findBrowser(env = process.env) {
  for (const name of ['STREAMSCOPE_BROWSER', 'PUPPETEER_EXECUTABLE_PATH']) {
    const named = env[name];
    if (!named) continue;
    if (!existsSync(named)) throw new Stop(`${name} names ${named}, which does not exist.`);
    return named;
  }
  return installedPlaces(process.platform, env).find((place) => existsSync(place)) ?? downloaded();
}

/** A browser in any case: found, installed by apt-get, or downloaded. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const troubles = [];
  if (canInstall()) {
    const trouble = aptInstall('chromium', 'fonts-liberation');
    const installed = findBrowser();
    if (installed) return installed;
    troubles.push(`apt-get: ${trouble ?? 'installed chromium, but no browser was found afterwards'}`);
  }
  say('Downloading Chrome for Testing into .cache/ …');
  const download = quiet(process.execPath, [
    tool('puppeteer'),
    'browsers',
    'install',
    'chrome',
    '--path',
    DOWNLOADS,
  ]);
  const program = downloaded();
  if (program) return program;
  // Its whole manual comes before the one sentence that matters.
  troubles.push(
    `download: ${download.output
      .split('\n')
      .filter((line) => /error|fail|- /i.test(line))
      .join('\n')}`,
  );
  throw new Stop(
    `No Chromium, Chrome or Edge was found, and none could be installed.\n${troubles.join('\n')}\n` +
      'Install one, or name its program in the environment variable STREAMSCOPE_BROWSER.',
  );
}
