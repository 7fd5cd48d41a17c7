import { promisify } from 'node:util';
import { constants, createDeflateRaw } from 'node:zlib';
import { expect, test } from 'vitest';
import { deflatedSize } from './deflated.ts';

const pieces = Array.from({ length: 300 }, (_, i) =>
  new TextEncoder().encode(
    `id: ${i}\ndata: {"order":${i},"customer":${(i * 7919) % 10_007},"paid":true,"by":"invoice"}\n\n`,
  ),
);

/** What zlib makes of the same, flushed after each piece. */
async function byZlib(): Promise<number> {
  const zlib = createDeflateRaw({ level: 6 });
  let size = 0;
  zlib.on('data', (out: Uint8Array) => {
    size += out.length;
  });
  const flush = promisify((kind: number, then: () => void) => zlib.flush(kind, then));
  for (const piece of pieces) {
    zlib.write(piece);
    await flush(constants.Z_SYNC_FLUSH);
  }
  const ended = new Promise((resolve) => zlib.on('end', resolve));
  zlib.end();
  await ended;
  return size;
}

test('comes within 2 % of what zlib makes of it', async () => {
  const size = deflatedSize(pieces);
  expect(Math.abs(size / (await byZlib()) - 1)).toBeLessThan(0.02);
});

test('a stream in crumbs is not flushed after each of them', () => {
  const crumbs = pieces.flatMap((piece) => [...piece].map((byte) => Uint8Array.of(byte)));
  expect(deflatedSize(crumbs)).toBeLessThan(deflatedSize(pieces) * 1.2);
});

test('nothing is next to nothing', () => {
  expect(deflatedSize([])).toBeLessThan(10);
});
