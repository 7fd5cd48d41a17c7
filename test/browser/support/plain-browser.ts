import type { Browser } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { type Fixtures, startFixtures } from '../../../fixtures-server/index.ts';
import { launchBrowser } from '../../devtools/launch.ts';

export interface PlainBrowser {
  browser: Browser;
  fixtures: Fixtures;
}

/** A browser without extensions and the fixtures server, there while a file's tests run. To be called once in a file. */
export function plainBrowser(): PlainBrowser {
  const plain = {} as PlainBrowser;
  beforeAll(async () => {
    plain.fixtures = await startFixtures();
    plain.browser = await launchBrowser({ extensions: [] });
  });
  afterAll(async () => {
    await plain.browser?.close();
    await plain.fixtures?.close();
  });
  return plain;
}
