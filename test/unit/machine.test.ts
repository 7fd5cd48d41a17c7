import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { textTable } from '../devtools/text-table.ts';
import { findBrowser, installedPlaces } from '../machine/browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'streamscope-machine-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the build server gets about a report. */
function tally(testResults: object[] | undefined, exitCode: number) {
  const file = join(folder, 'report.json');
  rmSync(file, { force: true });
  if (testResults) writeFileSync(file, JSON.stringify({ testResults }));
  const script = resolve(import.meta.dirname, '../machine/tally.mjs');
  const { stdout, status } = spawnSync(process.execPath, [script, file, String(exitCode)], {
    encoding: 'utf8',
  });
  return { line: stdout.trim(), status };
}

const suite = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('the last line of a build', () => {
  test('counts what passed and what was skipped', () => {
    const line = tally([suite('passed', 'passed', 'passed', 'skipped'), suite('passed', 'passed')], 0);
    expect(line).toEqual({ line: '3 passed, 0 failed, 1 skipped', status: 0 });
  });

  test('counts a file that could not be loaded', () => {
    expect(tally([suite('passed', 'passed'), suite('failed')], 1)).toEqual({
      line: '1 passed, 1 failed',
      status: 1,
    });
  });

  test('is no success where nothing ran, or where the run failed outside a test', () => {
    expect(tally(undefined, 1)).toEqual({ line: '0 passed, 1 failed', status: 1 });
    expect(tally([], 0)).toEqual({ line: '0 passed, 1 failed', status: 1 });
    expect(tally([suite('passed', 'passed')], 1)).toEqual({ line: '1 passed, 1 failed', status: 1 });
  });
});

describe('the browser', () => {
  test('is the one that is named; a name that leads nowhere is an error', () => {
    expect(findBrowser({ STREAMSCOPE_BROWSER: process.execPath })).toBe(process.execPath);
    expect(() => findBrowser({ STREAMSCOPE_BROWSER: '/nowhere/chromium' })).toThrow(/does not exist/);
  });

  test('is Chromium before Chrome before Edge, on every system', () => {
    const order = (platform: string, env = {}) =>
      installedPlaces(platform, env).flatMap((place) => place.match(/chromium|google|microsoft/i)?.[0] ?? []);
    expect(order('linux', { PATH: '/usr/bin' }).slice(0, 4)).toEqual([
      'chromium',
      'chromium',
      'google',
      'google',
    ]);
    expect([...new Set(order('darwin'))]).toEqual(['Chromium', 'Google', 'Microsoft']);
    expect(order('win32', { ProgramFiles: 'C:/Programs' })).toEqual(['Chromium', 'Google', 'Microsoft']);
  });
});

test('a text table shows control characters and is as wide as its cells', () => {
  const table = textTable(['ID', 'Data'], [{ ID: '1', Data: 'a\nb' }, { ID: '22' }]);
  expect(table.split('\n')).toEqual(['ID  Data', '──  ────', '1   a␊b', '22']);
});
