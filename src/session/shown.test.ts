import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chunk, request, response } from '../tape/testing.ts';
import type { PanelHost } from './host/index.ts';
import { open, rig, spec, text, until } from './testing.ts';

describe('an imported tape', () => {
  it('shows an imported tape beside the live one, and loses neither', async () => {
    const { session, host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 10, 'id: 1\ndata: 1\n\nda'));
    tape.append({ kind: 'dispatched', at: 11, on: 'sse', type: 'message', data: '1', id: '1' });
    const view = host.views.openEvents(spec);
    await until(host, () => host.channels.connection('sse')?.eventStream?.agreement?.agreed === 1);
    const file = await text(host.exports.file());
    const live = JSON.stringify([host.channels.list(), view.rows(0, 9), host.channels.connection('sse')]);

    expect(await host.tapes.import('x.tape.ndjson', new Blob([file]))).toEqual({ ok: true, notes: [] });
    expect(host.tapes.shown()).toMatchObject({ kind: 'imported', name: 'x.tape.ndjson', notes: [] });
    await until(host, () => host.channels.connection('sse')?.eventStream?.agreement?.agreed === 1);
    expect(JSON.stringify([host.channels.list(), view.rows(0, 9), host.channels.connection('sse')])).toBe(
      live,
    );

    tape.append(chunk('sse', 20, 'ta: 2\n\n'));
    host.tapes.show('live');
    await until(host, () => view.count === 2 && view.rows(1, 2)[0]?.data === '2');
    expect(await host.tapes.import('y.tape.ndjson.gz', new Blob([gzipSync(file)]))).toMatchObject({
      ok: true,
    });
    await session.dispose();
  });

  it('a split by hand travels with the tape, and one that does not fit it is told', async () => {
    const { session, host, tape } = rig();
    const url = 'http://example.test/sse';
    tape.append({ kind: 'clock', at: 0, wall: Date.now() });
    for (const [on, at] of [
      ['a', 0],
      ['b', 3100],
    ] as const) {
      tape.append(request(on, { at, url }));
      tape.append(response(on, { at: at + 5 }));
      tape.append(chunk(on, at + 10, 'data: 1\n\n'));
      tape.append({ kind: 'end', at: at + 20, on, how: 'complete' });
    }
    const shape = (of: PanelHost) =>
      of.channels.list().map((row) => row.kind === 'stream' && row.connections);
    await until(host, () => shape(host).join() === '2');
    expect(host.channels.split('b')).toBe('b');
    expect(shape(host)).toEqual([1, 1]);
    const file = `${await text(host.exports.file())}{"kind":"decision","at":1,"what":"split","connection":"x"}\n`;

    const other = rig();
    await other.host.tapes.import('a.tape.ndjson', new Blob([file]));
    await until(other.host, () => shape(other.host).join() === '1,1');
    await until(other.host, () => {
      const showing = other.host.tapes.shown();
      return showing.kind === 'imported' && showing.notes.length > 0;
    });
    expect(other.host.tapes.shown()).toMatchObject({
      notes: ['A split by hand was left out: the tape has no event stream or WebSocket x.'],
    });
    expect(other.host.channels.join('a', 'b')).toBe(true);
    await until(other.host, () => shape(other.host).join() === '2');
    expect(await text(other.host.exports.file())).toContain('"what":"join","earlier":"a","later":"b"');
    await session.dispose();
    await other.session.dispose();
  });

  it('says what is wrong with a file and continues showing what it showed', async () => {
    const { session, host } = rig();
    expect(await host.tapes.import('a.har', new Blob(['{"log":{}}']))).toMatchObject({
      ok: false,
      error: expect.stringContaining('not a Streamscope tape'),
    });
    expect(await host.tapes.import('a.gz', new Blob(['no gzip']))).toMatchObject({
      ok: false,
      error: expect.stringContaining('Nor is it gzip'),
    });
    expect(host.tapes.shown().kind).toBe('live');
    await session.dispose();
  });

  it('shows a socket from a file exactly as it was, bytes and all', async () => {
    const live = rig();
    const { tape } = live;
    tape.append({ kind: 'clock', at: 0, wall: Date.now() });
    tape.append(request('ws', { via: 'websocket', url: 'ws://example.test/chat' }));
    tape.append(response('ws', { status: 101 }));
    const frame = { kind: 'frame', on: 'ws' } as const;
    const bytes = new Uint8Array([0, 255, 1]);
    tape.append({
      ...frame,
      at: 10,
      direction: 'sent',
      opcode: 1,
      bytes: new TextEncoder().encode('hé'),
      length: 3,
    });
    tape.append({ ...frame, at: 20, direction: 'received', opcode: 2, bytes, length: 64_000_000 });
    const read = (host: PanelHost) => {
      const view = host.views.openEvents({ ...spec, stream: 'ws' });
      const rows = view.rows(0, 9);
      view.close();
      return {
        rows,
        payloads: rows.map(({ key }) => host.channels.payload('ws', key)),
        bytes: rows.map(({ range }) => range && [...(host.channels.bytes('ws', ...range) ?? [])]),
        detail: host.channels.connection('ws'),
        totals: host.channels.totals(),
        command: host.channels.command('ws'),
      };
    };
    await until(live.host, () => live.host.channels.totals().events === 2);
    const file = new Blob([await text(live.host.exports.file())]);
    const other = rig();
    await other.host.tapes.import('ws.tape.ndjson', file);
    await until(other.host, () => other.host.channels.totals().events === 2);
    expect(read(other.host)).toEqual(read(live.host));
    expect(read(live.host).bytes).toEqual([
      [0x68, 0xc3, 0xa9],
      [0, 255, 1],
    ]);
    expect(read(live.host).totals).toEqual({ events: 2, bytes: 64_000_003, gaps: 1 });
    await live.session.dispose();
    await other.session.dispose();
  });
});

describe('playing', () => {
  it('shows the state at a moment, while capture continues, and everything again when it is closed', async () => {
    const { host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 100, 'data: 1\n\n'));
    tape.append(chunk('sse', 200, 'data: 2\n\n'));
    const events = () => host.channels.list().map((row) => (row.kind === 'stream' ? row.events : row.text));
    await until(host, () => events()[0] === 2);
    host.player.open('sse');
    const player = host.player.control();
    expect([player?.at, player?.end, events()]).toEqual([0, 200, [0]]);
    player?.step('sse', 'event', 'forward');
    await until(host, () => events()[0] === 1);
    expect(host.now()).toBe(100);
    expect(host.channels.block('sse', 1)).toBeNull();
    expect(host.channels.payload('sse', 0)).toMatchObject({ data: '1' });
    tape.append(chunk('sse', 300, 'data: 3\n\n'));
    player?.seek(1000);
    await until(host, () => events()[0] === 2);
    expect(player?.isAtEnd).toBe(true);
    // What is saved is the tape, not the moment.
    expect(await text(host.exports.file())).toContain('data: 3');
    host.player.close();
    expect(host.player.control()).toBeNull();
    await until(host, () => events()[0] === 3);
  });

  it('finds what would have been found by then, also on the way back', async () => {
    const { host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 100, 'data: 1\n\n'));
    tape.append(chunk('sse', 200, 'id: a\0b\ndata: 2\n\n'));
    const rules = () => host.findings.of('sse').map(({ rule }) => rule);
    await until(host, () => rules().includes('nul-in-id'));
    host.player.open('sse');
    host.player.control()?.seek(150);
    await until(host, () => host.findings.of('sse').length > 0);
    expect(rules()).not.toContain('nul-in-id');
    host.player.control()?.seek(200);
    await until(host, () => rules().includes('nul-in-id'));
    host.player.control()?.seek(150);
    await until(host, () => !rules().includes('nul-in-id'));
  });

  it('is closed by Clear, which leaves what was captured', async () => {
    const { host, tape } = rig();
    open(tape);
    await until(host, () => host.channels.list().length === 1);
    host.player.open('sse');
    host.tapes.clear();
    expect(host.player.control()).toBeNull();
    expect(host.channels.list()).toHaveLength(1);
  });
});
