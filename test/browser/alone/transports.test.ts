/** The same messages over each transport, in a real page: what the lesson promises is what arrives. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../devtools/poll.ts';
import { type Rig, startRig } from '../support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig?.close());

/** Runs the lesson under a name of its own: the server continues the times of a run that it knows. */
async function lesson(query: string, origin = rig.fixtures.url): Promise<void> {
  await rig.visit(`${origin}/s/transports/?${query}`);
  const done = () => rig.page.evaluate(() => document.body.dataset.state === 'done');
  await poll('the lesson to be done', done);
}

interface Arrival {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly sent: number;
  readonly at: number;
}

test.each(['HTTP/1.1', 'HTTP/2'])(
  'over %s each transport brings every message, in order',
  async (version) => {
    const origin = version === 'HTTP/2' ? rig.fixtures.h2Url : rig.fixtures.url;
    await lesson('count=6&every=50&bytes=200', origin);
    const arrivals = await rig.page.evaluate(
      () => (window as unknown as { arrivals: Record<string, Arrival[]> }).arrivals,
    );
    expect(Object.keys(arrivals)).toEqual(['sse', 'poll', 'websocket']);
    for (const list of Object.values(arrivals)) {
      expect(list.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
      // One machine, one clock, but two processes that read it: a millisecond may be lost between them.
      for (const { sent, at } of list) expect(at - sent).toBeGreaterThan(-2);
    }
    await rig.panel.selectStream('stream');
    const rows = await rig.panel.waitForRows(6);
    expect(rows.map((row) => row.ID)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(rows[0]?.Size).toMatch(/^2\d\d B$/);
  },
);

test('each transport has its row in Streams', async () => {
  const count = 12;
  await lesson(`count=${count}&every=100`);
  await rig.panel.waitForStream(/poll/);
  const kinds = (await rig.panel.streams()).map((row) => row.Kind ?? '');
  expect(kinds.sort()).toEqual([
    expect.stringMatching(/EventSource/),
    expect.stringMatching(/WebSocket/),
    expect.stringMatching(/poll/),
  ]);
  await rig.panel.selectStream(/poll/);
  await rig.panel.openTab('Overview');
  await rig.waitForText(/empty answer, and the page asked again all the same/);
  await rig.panel.openTab('Events');
  const numbers = await poll('all messages', async () => {
    const rows = (await rig.panel.rows()).flatMap((row) => /"number":(\d+)/.exec(row.Data ?? '')?.[1] ?? []);
    return rows.length >= count && rows.map(Number);
  });
  // Not in their order: a body that the browser hands over late, on a busy machine, has its row behind those of the next answer.
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
});
