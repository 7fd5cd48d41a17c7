import type { Browser } from 'puppeteer';
import type { Fixtures } from '../../fixtures-server/index.ts';
import type { Tape } from '../../src/tape/index.ts';
import { Capturing } from '../capture/capturing.ts';
import type { FieldCase } from './case.ts';
import { tapeOf } from './judge.ts';
import { serveCase } from './serve.ts';

/** Runs a case in a page of a real browser. @returns all that was captured. */
export async function recordCase(field: FieldCase, browser: Browser, fixtures: Fixtures): Promise<Tape> {
  const served = await serveCase(field);
  try {
    const capture = await Capturing.on(browser, fixtures);
    try {
      await capture.start();
      await capture.page.goto(served.places.own);
      await field.until(capture);
      return tapeOf(capture.all);
    } finally {
      await capture.close();
    }
  } finally {
    served.close();
  }
}
