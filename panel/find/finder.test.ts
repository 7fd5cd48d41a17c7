import { effect } from '@preact/signals';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { open, rig } from '../../src/session/testing.ts';
import { chunk } from '../../src/tape/testing.ts';
import { createStore, type Store } from '../shared/state/store.ts';
import type { FindAction } from '../types.ts';
import { followFindBar } from './finder.ts';

let store: Store;
let act: (action: FindAction) => void;
let stop: () => void;
const ends: (() => void)[] = [];

/** A frame is a task: nothing is drawn that would be looked at. */
const clock = {
  now: () => performance.now(),
  nextFrame(callback: () => void) {
    const frame = setTimeout(callback);
    return () => clearTimeout(frame);
  },
};

beforeEach(async () => {
  const { host, tape } = rig();
  const heard = new Set<typeof act>();
  const onFind = (listener: typeof act) => {
    heard.add(listener);
    return () => heard.delete(listener);
  };
  store = createStore({ ...host, find: { onFind } }, clock);
  act = (action) => {
    for (const listener of heard) listener(action);
  };
  stop = followFindBar(store);
  open(tape);
  tape.append(chunk('sse', 10, 'data: x1\n\ndata: y1\n\ndata: x2\n\nevent: x\ndata: 3\n\ndata: y2\n\n'));
  await soon(() => (store.view.value?.count ?? 0) === 5);
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  stop();
  store.dispose();
});

/** Resolves once `holds` does, looking again whenever the store changes or is drawn. */
function soon(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = effect(() => {
      store.version.value;
      if (holds()) resolve();
    });
    ends.push(end);
  });
}

const picked = () => store.picked.value?.row.key ?? null;
/** Waits until a row is selected by the find bar. */
const picks = (key: number) => soon(() => picked() === key);

it('selects the first row that has the text, then goes on and back, around the ends', async () => {
  act({ kind: 'search', text: 'X' });
  await picks(0);
  for (const key of [2, 3, 0]) {
    act({ kind: 'next' });
    await picks(key);
  }
  act({ kind: 'previous' });
  await picks(3);
  expect(store.found.value?.rows.count).toBe(3);
  expect([store.follow.value, store.isDetailOpen.value]).toEqual([false, false]);
});

it('keeps to the filter and the order of the grid', async () => {
  act({ kind: 'search', text: 'x' });
  await picks(0);
  store.filter.value = '-x1';
  store.sort.value = { by: 'data', descending: true };
  await soon(() => store.found.value?.rows.count === 2 && store.view.value?.count === 4);
  act({ kind: 'next' });
  await picks(2);
  act({ kind: 'next' });
  await picks(3);
});

it('leaves another tab alone while one types, and leads to Events by the next one', async () => {
  store.tab.value = 'raw';
  act({ kind: 'search', text: 'y' });
  await soon(() => store.found.value?.rows.count === 2);
  expect([store.tab.value, picked()]).toEqual(['raw', null]);
  act({ kind: 'next' });
  await picks(1);
  expect(store.tab.value).toBe('events');
});

it('ends, and keeps what is selected', async () => {
  act({ kind: 'search', text: 'y' });
  await picks(1);
  act({ kind: 'cancel' });
  expect(store.found.value).toBeNull();
  act({ kind: 'next' });
  expect(picked()).toBe(1);
});
