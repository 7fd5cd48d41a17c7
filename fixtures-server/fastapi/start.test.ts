import { afterAll, beforeAll, expect, test } from 'vitest';
import { get } from '../testing.ts';
import { type FastApi, type Skipped, startFastApi } from './start.ts';

let app: FastApi | Skipped;
beforeAll(async () => {
  app = await startFastApi();
}, 120_000);
afterAll(async () => {
  if ('url' in app) await app.close();
});

test('FastAPI streams the time, and one message over two yields', async ({ skip }) => {
  if ('skipped' in app) return skip(app.skipped);
  const clock = await get(`${app.url}/clock?n=3`);
  expect(clock.headers['content-type']).toContain('text/event-stream');
  expect(clock.body.toString()).toMatch(/^(data: \S+\n\n){3}$/);
  const split = await get(`${app.url}/split`);
  expect(split.body.toString()).toBe(
    'event: custom_1\nid: unique_2\ndata: hello\nevent: custom_2\nid: unique_1\ndata: +1\n\n',
  );
  expect((await get(`${app.url}/`)).body.toString()).toContain('EventSource');
});
