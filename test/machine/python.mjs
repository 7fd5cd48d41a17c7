// The Python that has FastAPI, for the tests against a real third-party server. Without it they are skipped.
import { aptInstall, canInstall } from './debian.mjs';
import { quiet, say } from './shell.mjs';

/** Debian's packages belong to Debian's Python, which need not be the first on the path. */
const CANDIDATES = ['python3', '/usr/bin/python3', 'python'];

/** A Python that can import FastAPI and uvicorn, or nothing. */
export function findPython() {
  return CANDIDATES.find((python) => quiet(python, ['-c', 'import fastapi, uvicorn']).ok);
}

/** Installs FastAPI where that is possible. Failing is no fault: the tests then say why they are skipped. */
export function ensureFastApi() {
  if (findPython() || !canInstall()) return;
  const trouble = aptInstall('python3-fastapi', 'python3-uvicorn');
  if (trouble || !findPython())
    say('FastAPI could not be installed; the tests that need it will be skipped.');
}
