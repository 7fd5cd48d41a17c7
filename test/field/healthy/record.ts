import type { Browser } from 'puppeteer';
import type { Fixtures } from '../../../fixtures-server/index.ts';
import { bundled } from '../../../fixtures-server/packages.ts';
import type { Tape } from '../../../src/tape/index.ts';
import type { FieldCase } from '../case.ts';
import { recordCase } from '../record.ts';
import type { HealthyPage } from './page.ts';

/** Runs a healthy page in a real browser, for its time. @returns all that was captured. */
export async function recordPage(page: HealthyPage, browser: Browser, fixtures: Fixtures): Promise<Tape> {
  const { answer, handshake, close } = await page.serve();
  const lib = page.lib === undefined ? null : await bundled(page.lib);
  const field: FieldCase = {
    source: page.source,
    reported: page.does,
    needed: '',
    page: page.page,
    rows: [],
    ...(handshake && { handshake }),
    answer: (call) => {
      if (call.path !== '/lib.js') return answer?.(call);
      call.response.writeHead(200, { 'content-type': 'text/javascript' }).end(lib);
    },
    until: () => new Promise((resolve) => setTimeout(resolve, page.seconds * 1000)),
  };
  try {
    return await recordCase(field, browser, fixtures);
  } finally {
    close?.();
  }
}
