/** The same messages over each transport, in a real page: what the lesson promises is what arrives. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig?.close());

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
    await rig.lesson('transports', '&count=6&every=50&bytes=200', origin);
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
