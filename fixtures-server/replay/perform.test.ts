import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { Recording } from '../../src/replay/serving/index.ts';
import { perform } from './perform.ts';

/** Milliseconds that every timer is late by. */
const LATE = 7;

test('a timer that is late makes one chunk late, and not those after it', async () => {
  let now = 1000;
  const sent: number[] = [];
  const res = Object.assign(new EventEmitter(), {
    socket: null,
    writeHead() {},
    flushHeaders() {},
    write: () => sent.push(now - 1000),
    end() {},
  });
  const times = Array.from({ length: 200 }, (_, index) => 30 + index * 30);
  const recording: Recording = {
    head: { at: 10, status: 200, statusText: 'OK', headers: [] },
    writes: times.map((at) => ({ at, bytes: new Uint8Array([0x0a]) })),
    close: { how: 'end', at: 6100 },
    notes: [],
  };
  const outcome = await perform(recording, res as unknown as ServerResponse, {
    now: () => now,
    async sleep(ms) {
      now += ms + LATE;
    },
  });
  expect(outcome).toBe('served');
  expect(sent).toEqual(times.map((at) => at + LATE));
});
