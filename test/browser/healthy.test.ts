/**
 * The corpus of what is in order, by real servers in the real browser: no rule may call any of it an error or a
 * warning. A false alarm is worse than a fault that is not found. What other tests visit anyway is held against the rules
 * there (`expectHealthy`): `lessons.test.ts`, `polling.test.ts` and `websocket.test.ts`. The files `healthy-*.test.ts` hold the tapes of
 * others' libraries against the rules, without the panel.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { startFastApi } from '../../fixtures-server/fastapi/start.ts';
import { type Nginx, type Skipped, startNginx } from '../../fixtures-server/nginx/start.ts';
import { poll } from '../devtools/poll.ts';
import { expectHealthy } from './support/findings.ts';
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

const healthy = (notes?: readonly string[]) => expectHealthy(rig, notes);

describe('event streams', () => {
  test.each([
    ['clock', '&n=8&every=300'],
    ['quiet', ''],
  ])('%s', async (lesson, query) => {
    await rig.lesson(lesson, query);
    await rig.panel.selectStream('stream');
    await healthy();
  });

  test('tokens of a language model over HTTP/2', async () => {
    await rig.lesson('llm-tokens', '', rig.fixtures.h2Url);
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Connections');
    await rig.waitForText(/\bh2\b/);
    await healthy(['many-in-one-chunk']);
  });

  test.skipIf(withoutFastApi)('a clock by FastAPI, while it runs', async () => {
    const url = 'skipped' in fastApi ? '' : fastApi.url;
    await rig.visit(`${url}/?only=clock`);
    await rig.panel.selectStream('clock');
    await rig.panel.openTab('Events');
    await rig.panel.waitForRows(20);
    // FastAPI's StreamingResponse sends no Cache-Control; of ten ticks a second a page that is busy reads several at once.
    await healthy(['cacheable', 'many-in-one-chunk']);
  });

  test('a channel of nchan', async ({ skip }) => {
    if ('skipped' in nginx || !nginx.hasNchan) return skip('no nginx with nchan');
    const { url } = nginx;
    await rig.visit(`${url}/`);
    await rig.page.evaluate(() => {
      const source = new EventSource('/channel');
      Object.assign(window, { source, heard: 0 });
      source.onmessage = () => (window as unknown as { heard: number }).heard++;
    });
    await rig.panel.selectStream('channel');
    const heard = () => rig.page.evaluate(() => (window as unknown as { heard: number }).heard);
    for (let i = 0; i < 8; i++) {
      await fetch(`${url}/channel`, { method: 'POST', body: `{"n":${i}}` });
      // One at a time: a page that is busy would read several as one chunk, which is a finding.
      await poll('the message', async () => (await heard()) > i);
    }
    await poll('all messages', async () => {
      await rig.panel.openTab('Events');
      return (await rig.panel.rows()).filter((row) => row.Type === 'message').length >= 8;
    });
    await healthy();
  });
});

describe('poll loops', () => {
  test('nchan, asked as its documentation says', async ({ skip }) => {
    if ('skipped' in nginx || !nginx.hasNchan) return skip('no nginx with nchan');
    const { url } = nginx;
    await rig.visit(`${url}/`);
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
    await healthy();
  });
});

test('the same messages by each transport, over HTTP/2', async () => {
  await rig.lesson('transports', '&count=14&every=300', rig.fixtures.h2Url);
  await rig.panel.selectStream('stream');
  await healthy();
});
