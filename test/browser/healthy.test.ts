/**
 * The corpus of what is in order, by real servers in the real browser: no rule may call any of it an error or a
 * warning. A false alarm is worse than a fault that is not found.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFastApi } from '../../fixtures-server/fastapi/start.ts';
import { type Nginx, type Skipped, startNginx } from '../../fixtures-server/nginx/start.ts';
import { poll } from '../devtools/poll.ts';
import { findingsOfTape, shownFindings } from './support/findings.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let nginx: Nginx | Skipped;
const fastApi = await startFastApi();
const withoutFastApi = 'skipped' in fastApi ? fastApi.skipped : null;
if (withoutFastApi) process.stderr.write(`FastAPI tests skipped: ${withoutFastApi}\n`);

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
  nginx = await startNginx(rig.fixtures.url);
  if ('skipped' in nginx) process.stderr.write(`nginx tests skipped: ${nginx.skipped}\n`);
});
afterAll(async () => {
  await rig?.close();
  if (nginx && 'url' in nginx) await nginx.close();
  if (!('skipped' in fastApi)) await fastApi.close();
});

/** Holds the selected channel, and the whole tape, against all rules. @param notes ids of rules that may note something. */
async function expectHealthy(notes: readonly string[] = []): Promise<void> {
  await rig.panel.openTab('Findings');
  const found = await findingsOfTape(rig);
  const grave = found.filter(({ severity, rule }) => severity !== 'note' || !notes.includes(rule));
  expect(grave.map(({ severity, rule, statement }) => `${severity} ${rule}: ${statement}`)).toEqual([]);
  expect((await shownFindings(rig)).filter(({ severity }) => severity !== 'Note')).toEqual([]);
}

describe('event streams', () => {
  const LESSONS: readonly [lesson: string, query?: string, notes?: readonly string[]][] = [
    ['clock', '&n=8&every=300'],
    ['heartbeats'],
    ['quiet'],
    ['json'],
    ['llm-tokens'],
    ['post-fetch'],
    ['gzip'],
    ['split-character'],
    ['named-events', '&open=200'],
    // Its last answer, 204, ends the reconnects.
    ['retry', '', ['final-status']],
  ];
  test.each(LESSONS)('%s', async (lesson, query = '', notes = []) => {
    await rig.lesson(lesson, query);
    await rig.panel.selectStream('stream');
    await expectHealthy(notes);
  });

  test('eight at once over HTTP/2', async () => {
    await rig.lesson('http2', '', rig.fixtures.h2Url);
    await rig.panel.selectStream('stream');
    await expectHealthy();
  });

  test('tokens of a language model over HTTP/2', async () => {
    await rig.lesson('llm-tokens', '', rig.fixtures.h2Url);
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Connections');
    await rig.waitForText(/\bh2\b/);
    await expectHealthy();
  });

  test.skipIf(withoutFastApi)('a clock by FastAPI, while it runs', async () => {
    const url = 'skipped' in fastApi ? '' : fastApi.url;
    await rig.page.goto(`${url}/?only=clock`);
    await rig.panel.selectStream('clock');
    await rig.panel.openTab('Events');
    await rig.panel.waitForRows(20);
    // FastAPI's StreamingResponse sends no Cache-Control.
    await expectHealthy(['cacheable']);
  });

  test('a channel of nchan', async ({ skip }) => {
    if ('skipped' in nginx || !nginx.hasNchan) return skip('no nginx with nchan');
    const { url } = nginx;
    await rig.page.goto(`${url}/`);
    await rig.page.evaluate(() => {
      Object.assign(window, { source: new EventSource('/channel') });
    });
    await rig.panel.selectStream('channel');
    for (let i = 0; i < 8; i++) await fetch(`${url}/channel`, { method: 'POST', body: `{"n":${i}}` });
    await poll('all messages', async () => {
      await rig.panel.openTab('Events');
      return (await rig.panel.rows()).filter((row) => row.Type === 'message').length >= 8;
    });
    await expectHealthy();
  });
});

describe('poll loops', () => {
  test.each(['long-poll', 'long-poll-body', 'long-poll-header'])('%s', async (lesson) => {
    await rig.lesson(lesson);
    await rig.panel.selectStream(/poll/);
    await expectHealthy();
  });

  test('nchan, asked as its documentation says', async ({ skip }) => {
    if ('skipped' in nginx || !nginx.hasNchan) return skip('no nginx with nchan');
    const { url } = nginx;
    await rig.page.goto(`${url}/`);
    await rig.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const ask = async (headers: Record<string, string>): Promise<void> => {
        const answer = await fetch('/channel?id=polls', { headers });
        heard.push(await answer.text());
        await ask({
          'if-none-match': answer.headers.get('etag') ?? '',
          'if-modified-since': answer.headers.get('last-modified') ?? '',
        });
      };
      void ask({});
    });
    const heard = (): Promise<number> =>
      rig.page.evaluate(() => (window as unknown as { heard: string[] }).heard.length);
    const text = 'what there is to tell, '.repeat(40);
    for (let i = 0; i < 14; i++) {
      // The first are held for long: by that it is known for a loop.
      await pause(i < 3 ? 2_100 : 200);
      await fetch(`${url}/channel?id=polls`, { method: 'POST', body: JSON.stringify({ id: `m${i}`, text }) });
      await poll('the message', async () => (await heard()) > i);
    }
    await rig.panel.selectStream(/poll/);
    await expectHealthy();
  });
});

test('the same messages by each transport, over HTTP/2', async () => {
  await rig.lesson('transports', '&count=14&every=300', rig.fixtures.h2Url);
  await rig.panel.selectStream('stream');
  await expectHealthy();
});

describe('WebSockets', () => {
  test.each(['ws-echo', 'ws-packets', 'ws-close', 'ws-drop'])('%s', async (lesson) => {
    await rig.lesson(lesson);
    await rig.panel.waitForStream(/socket.*ended/);
    await rig.panel.selectStream('socket');
    await expectHealthy();
    await rig.waitForText(/Nothing was found[\s\S]*\d+ rules looked at it: how it ended/);
  });
});
