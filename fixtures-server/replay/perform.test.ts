import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
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

test.each([
  ['reset', 'ECONNRESET'],
  ['cut', 'closed'],
] as const)('a %s is %s to the client', async (how, expected) => {
  let tellRead = () => {};
  const isRead = new Promise<void>((resolve) => {
    tellRead = resolve;
  });
  let now = 0;
  // The end waits until the client has read what came before: Node reports a reset that comes with data as an ordinary end.
  const time = {
    now: () => now,
    async sleep(ms: number) {
      await isRead;
      now += ms;
    },
  };
  const recording: Recording = {
    head: { at: 0, status: 200, statusText: 'OK', headers: [] },
    writes: [{ at: 0, bytes: new TextEncoder().encode('data: 1\n\n') }],
    close: { how, at: 60 },
    notes: [],
  };
  const server = createServer((_, res) => void perform(recording, res, time)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
  let read = '';
  socket.on('data', (part) => {
    read += part.toString();
    if (read.endsWith('data: 1\n\n\r\n')) tellRead();
  });
  const told = await new Promise((resolve) => {
    socket.once('error', (fault: NodeJS.ErrnoException) => resolve(fault.code));
    socket.once('close', () => resolve('closed'));
  });
  expect(told).toBe(expected);
  server.close();
});
