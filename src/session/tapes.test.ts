import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TapeWriter } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import type { PanelHost } from './host/index.ts';
import { rig } from './testing.ts';

/** Two streams, one with secrets. */
function capture(tape: TapeWriter): void {
  tape.append({ kind: 'clock', at: 0, wall: 1 });
  const url = 'http://example.test/a?token=hunter2hunter2';
  tape.append(request('a', { url, headers: [['Cookie', 'sid=abcdefghijkl1']] }));
  tape.append(response('a'));
  tape.append(chunk('a', 10, 'data: hunter2hunter2\n\n'));
  tape.append({ kind: 'end', at: 20, on: 'a', how: 'complete' });
  // The same stream again: a chain of two, which an equal address makes one.
  tape.append(request('a2', { at: 3020, url, headers: [['Cookie', 'sid=abcdefghijkl1']] }));
  tape.append(response('a2', { at: 3025 }));
  tape.append(chunk('a2', 3030, 'data: 2\n\n'));
  tape.append(request('b', { at: 4000 }));
  tape.append(response('b', { at: 4010 }));
  tape.append(chunk('b', 4020, 'data: 3\n\n'));
}

async function bytes(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of pieces) parts.push(piece);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
const text = async (pieces: AsyncIterable<Uint8Array<ArrayBuffer>>) =>
  new TextDecoder().decode(await bytes(pieces));
const file = (content: string | Uint8Array) => new Blob([content as string | Uint8Array<ArrayBuffer>]);

const shape = (host: PanelHost) =>
  host.channels
    .list()
    .map((row) => row.kind === 'stream' && [row.transport, row.connections, row.events, row.verdict]);

describe('export', () => {
  it('replaces secrets unless they are to be kept, and leaves the tape in memory as it was', async () => {
    const { host, tape } = rig();
    capture(tape);
    await expect.poll(() => shape(host).length).toBe(2);
    const before = JSON.stringify([host.channels.list(), host.channels.connection('a')]);
    const kept = await text(host.exports.file({ secrets: 'kept' }));
    const replaced = await text(host.exports.file());
    expect(kept).toContain('sid=abcdefghijkl1');
    expect(replaced).not.toContain('abcdefghijkl1');
    expect(replaced).not.toContain('token=hunter2');
    expect(replaced).toContain('data: hunter2hunter2');
    expect(JSON.stringify([host.channels.list(), host.channels.connection('a')])).toBe(before);
    expect(await text(host.exports.file({ secrets: 'kept' }))).toBe(kept);
    expect(await host.exports.preview(null, () => false)).toBeNull();
    const { replaced: places } = (await host.exports.preview(null)) ?? { replaced: [] };
    expect(places.map(({ kind, name, times, secrets }) => [kind, name, times, secrets])).toEqual([
      ['query', 'token', 2, 1],
      ['cookie', 'sid', 2, 1],
    ]);
    expect(JSON.stringify(places)).not.toContain('hunter2');
  });

  it('shows the same when it is imported, secrets replaced or not, packed or not', async () => {
    const { host, tape } = rig();
    capture(tape);
    await expect.poll(() => shape(host).length).toBe(2);
    const live = shape(host);
    for (const secrets of ['kept', 'replaced'] as const) {
      const packed = await bytes(host.exports.file({ secrets, isPacked: true }));
      expect(gunzipSync(packed).toString()).toBe(await text(host.exports.file({ secrets })));
      expect(await host.tapes.import('a.gz', file(packed))).toEqual({ ok: true, notes: [] });
      await expect.poll(() => shape(host)).toEqual(live);
      host.tapes.show('live');
    }
  });

  it('of one channel holds its connections and no other', async () => {
    const { host, tape } = rig();
    capture(tape);
    await expect.poll(() => shape(host).length).toBe(2);
    const lines = (await text(host.exports.file({ channels: ['a'] }))).split('\n').slice(1, -1);
    const connections = new Set(lines.map((line) => JSON.parse(line).on));
    expect([...connections]).toEqual([undefined, 'a', 'a2']);
    expect(await host.exports.preview(['b'])).toEqual({ replaced: [] });
  });
});

describe('imported tapes', () => {
  it('stand side by side, each shown when it is asked for, and are let go of one by one', async () => {
    const { host, tape } = rig();
    capture(tape);
    await expect.poll(() => shape(host).length).toBe(2);
    const [a, b] = await Promise.all(['a', 'b'].map((id) => text(host.exports.file({ channels: [id] }))));
    await host.tapes.import('x.tape.ndjson', file(a ?? ''));
    await host.tapes.import('x.tape.ndjson', file(b ?? ''));
    const names = () => host.tapes.all().map((source) => (source.kind === 'live' ? 'live' : source.name));
    expect(names()).toEqual(['live', 'x.tape.ndjson', 'x.tape.ndjson (2)']);
    await expect.poll(() => shape(host)).toEqual([['sse', 1, 1, expect.any(String)]]);
    const [, first, second] = host.tapes.all();
    host.tapes.show(first?.id ?? '');
    await expect.poll(() => shape(host)).toEqual([['sse', 2, 2, expect.any(String)]]);
    host.tapes.close(second?.id ?? '');
    expect(host.tapes.shown()).toBe(first);
    host.tapes.clear();
    expect(host.tapes.shown().kind).toBe('live');
    expect(names()).toEqual(['live']);
    expect(shape(host)).toHaveLength(2);
  });
});
