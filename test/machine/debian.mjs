// What can be installed without asking on Debian, as root: nowhere else does a command change the system.
import { existsSync, readFileSync } from 'node:fs';
import { quiet, say } from './shell.mjs';

let listsAreFresh = false;

/** Whether apt-get may be used: Debian itself (Ubuntu's chromium is a snap, of no use here), and root. */
export function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Installs packages; answers what went wrong, or nothing. */
export function aptInstall(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`Installing ${packages.join(', ')} (apt-get) …`);
  if (!listsAreFresh) {
    const update = quiet('apt-get', ['update', '-q'], { env });
    if (!update.ok) return update.output;
    listsAreFresh = true;
  }
  const install = quiet('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
  return install.ok ? undefined : install.output;
}
