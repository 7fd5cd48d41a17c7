// nginx with nchan, for the tests against a real proxy and a real message server. Without it they are skipped.
import { existsSync } from 'node:fs';
import { aptInstall, canInstall } from './debian.mjs';
import { say } from './shell.mjs';

const NEEDED = ['/usr/sbin/nginx', '/usr/lib/nginx/modules/ngx_nchan_module.so'];
const isThere = () => NEEDED.every((path) => existsSync(path));

/** Installs nginx where that is possible. Failing is no fault: the tests then say why they are skipped. */
export function ensureNginx() {
  if (isThere() || !canInstall()) return;
  const trouble = aptInstall('nginx-light', 'libnginx-mod-nchan');
  if (trouble || !isThere()) say('nginx could not be installed; the tests that need it will be skipped.');
}
