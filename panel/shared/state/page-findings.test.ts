import { expect, it } from 'vitest';
import type { Finding, PanelHost } from '../../types.ts';
import { someStream } from '../testing/values.ts';
import { createPageFindings } from './page-findings.ts';

const NONE: readonly Finding[] = [];

/** @param cost milliseconds that one stream takes. */
function setUp(streams: number, cost: number) {
  let now = 1000;
  let pending: (() => void) | null = null;
  let tape = 'live';
  let listed = streams;
  const found = new Map<string, readonly Finding[]>();
  const looked: string[] = [];
  const host = {
    tapes: { shown: () => ({ kind: 'live', id: tape }) },
    channels: { list: () => Array.from({ length: listed }, (_, i) => someStream({ id: `s${i}` })) },
    findings: {
      of(id: string) {
        now += cost;
        looked.push(id);
        return found.get(id) ?? NONE;
      },
    },
  } as unknown as PanelHost;
  const page = createPageFindings(host, {
    now: () => now,
    nextFrame(callback) {
      pending = callback;
      return () => {
        pending = null;
      };
    },
  });
  return {
    page,
    looked,
    find: (id: string) => found.set(id, [{ rule: 'late', severity: 'error' } as Finding]),
    show(id: string, streams: number) {
      tape = id;
      listed = streams;
    },
    pass: (ms: number) => {
      now += ms;
    },
    frame() {
      const callback = pending;
      pending = null;
      callback?.();
    },
    isWaiting: () => pending !== null,
  };
}

it('looks at few streams whole, each time', () => {
  const { page, looked, find, isWaiting } = setUp(10, 0.1);
  page.look();
  expect([looked.length, isWaiting()]).toEqual([10, false]);
  find('s3');
  page.look();
  expect(page.of('s3')).toHaveLength(1);
});

it('looks at many in slices, tells when they are others, and then rests', () => {
  const { page, looked, find, frame, isWaiting, pass } = setUp(1000, 0.2);
  find('s999');
  page.look();
  expect([looked.length < 50, page.of('s999').length]).toEqual([true, 0]);
  let frames = 0;
  for (; isWaiting(); frames++) frame();
  expect([looked.length, frames > 20, page.of('s999').length, page.version.value]).toEqual([
    1000,
    true,
    1,
    1,
  ]);
  page.look();
  expect(looked).toHaveLength(1000);
  // They took 200 ms: a twentieth of four seconds.
  pass(4100);
  page.look();
  while (isWaiting()) frame();
  expect([looked.length, page.version.value]).toEqual([2000, 1]);
});

it('keeps what it found until the next look is over, and begins anew with another tape', () => {
  const { page, find, frame, isWaiting, pass, show } = setUp(1000, 0.2);
  find('s999');
  page.look();
  while (isWaiting()) frame();
  pass(5000);
  page.look();
  expect([isWaiting(), page.of('s999').length]).toEqual([true, 1]);
  show('imported', 3);
  page.look();
  expect([page.of('s999').length, page.of('s1').length]).toEqual([0, 0]);
});

it('ends with the panel', () => {
  const { page, isWaiting } = setUp(1000, 0.2);
  page.look();
  page.stop();
  expect(isWaiting()).toBe(false);
});
