import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { CaptureControl } from '../capture/status.ts';
import { EventStream, RowsView } from '../channels/index.ts';
import type { TapeWriter } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { createSession, memorySettings, type PanelHost, type Session } from './session.ts';

interface Rig {
  readonly session: Session;
  readonly host: PanelHost;
  readonly tape: TapeWriter;
}

/** A session on a capture that does nothing: the test writes the tape. */
function rig(settings = memorySettings()): Rig {
  let tape: TapeWriter | null = null;
  const idle: CaptureControl = {
    protocolSessions: () => null,
    status: () => ({ state: 'on', source: 'protocol', notices: [] }),
    onStatus: () => () => {},
    record: async () => {},
    use: async () => {},
    dismiss: () => {},
    reloadPage: async () => {},
    findListeners: async () => {},
    dispose: async () => {},
  };
  const session = createSession({
    capture: (writer) => {
      tape = writer;
      return idle;
    },
    settings,
  });
  if (!tape) throw new Error('capture was not made');
  return { session, host: session.host, tape };
}

/** Resolves once `holds` does, looking again whenever the host says that something changed. */
function until(host: PanelHost, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve();
    const stop = host.subscribe(() => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}

function open(tape: TapeWriter, on = 'sse'): void {
  tape.append({ kind: 'clock', at: 0, wall: Date.now() });
  tape.append(request(on));
  tape.append(response(on));
}

async function text(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let whole = '';
  for await (const piece of pieces) whole += decoder.decode(piece, { stream: true });
  return whole;
}

const spec = { stream: 'sse', filter: '', comments: true, sort: null };

describe('session', () => {
  it('derives what capture appends, and says so', async () => {
    const { session, host, tape } = rig();
    const view = host.openEvents(spec);
    open(tape);
    tape.append(chunk('sse', 10, 'data: 1\n\ndata: 2\n\n'));
    await until(host, () => view.count === 2);
    expect(host.totals()).toMatchObject({ events: 2, gaps: 0 });
    expect(view.rows(0, 9).map((row) => row.data)).toEqual(['1', '2']);
    await session.dispose();
  });

  it('keeps open views alive over a clear, and continues the open stream', async () => {
    const { session, host, tape } = rig();
    const view = host.openEvents(spec);
    open(tape);
    tape.append(chunk('sse', 10, 'data: 1\n\n'));
    await until(host, () => view.count === 1);
    host.clear();
    await until(host, () => view.rows(0, 9).every((row) => row.kind === 'note'));
    tape.append(chunk('sse', 20, 'data: 2\n\n'));
    await until(host, () => view.count === 2);
    expect(view.rows(0, 9).map((row) => row.kind)).toEqual(['note', 'event']);
    await session.dispose();
  });

  it('keeps a channel of several connections over a clear, under its name', async () => {
    const { session, host, tape } = rig();
    const url = 'http://example.test/sse';
    const asks = (on: string, at: number): void => {
      tape.append(request(on, { at, url }));
      tape.append(response(on, { at: at + 1 }));
    };
    asks('sse', 0);
    tape.append({ kind: 'end', at: 10, on: 'sse', how: 'complete' });
    asks('b', 3010);
    tape.append(chunk('b', 3020, 'data: 1\n\n'));
    const view = host.openEvents(spec);
    const connections = (): unknown =>
      host.streams().map((row) => row.kind === 'stream' && [row.id, row.connections]);
    await until(host, () => JSON.stringify(connections()) === '[["sse",2]]' && view.count === 2);
    host.clear();
    await until(host, () => JSON.stringify(connections()) === '[["sse",1]]');
    tape.append({ kind: 'end', at: 3030, on: 'b', how: 'complete' });
    asks('c', 6030);
    tape.append(chunk('c', 6040, 'data: 2\n\n'));
    await until(host, () => JSON.stringify(connections()) === '[["sse",2]]' && view.count === 3);
    expect(view.rows(0, 9).map(({ kind, connection }) => `${kind} ${connection}`)).toEqual([
      'note b',
      'note c',
      'event c',
    ]);
    expect(host.connections('sse', 0, 9).map(({ id }) => id)).toEqual(['b', 'c']);
    await session.dispose();
  });

  it.each([
    [false, ['b']],
    [true, ['a', 'navigate@30', 'b']],
  ])('at a navigation with Preserve log %s shows %j', async (preserve, ids) => {
    const { session, host, tape } = rig();
    host.setPreserveLog(preserve);
    open(tape, 'a');
    tape.append({ kind: 'end', at: 20, on: 'a', how: 'cancelled', inferred: 'navigation' });
    tape.append({ kind: 'navigate', at: 30, url: 'http://example.test/', how: 'navigation' });
    tape.append(request('b', { at: 40 }));
    await until(host, () => host.streams().some((row) => row.id === 'b'));
    expect(host.streams().map((row) => row.id)).toEqual(ids);
    await session.dispose();
  });

  it('gives the figures of several channels, and continues them over a clear', async () => {
    const { host, tape } = rig();
    open(tape);
    open(tape, 'other');
    const wall = host.wall(0);
    const say = (on: string, at: number) => tape.append(chunk(on, at, `data: {"sent":${wall + at - 3}}\n\n`));
    for (const at of [10, 20, 30]) say('sse', at);
    say('other', 40);
    const figures = host.figures(['sse', 'other', 'gone']);
    const delayOf = (id: string) => figures.of(id)?.delay;
    await until(host, () => delayOf('sse')?.looked === 3);
    expect(figures.of('sse')?.cost).toMatchObject({ requests: 1, messages: { received: 3, sent: 0 } });
    expect(delayOf('sse')).toMatchObject({ kind: 'measured', by: 'sent' });
    expect(delayOf('other')).toEqual({ kind: 'none', why: 'too-few', looked: 1 });
    expect([figures.of('gone'), figures.of('asked for by nobody')]).toEqual([null, null]);

    host.clear();
    say('sse', 50);
    await until(host, () => delayOf('sse')?.looked === 1);
    expect(figures.of('sse')?.cost.messages.received).toBe(1);
    figures.close();
  });

  it('takes streams in the back/forward cache off the list, and shows them again when they come back', async () => {
    const { session, host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 10, 'id: 3\ndata: 1\n\n'));
    tape.append({ kind: 'suspend', at: 20, on: 'sse' });
    tape.append({ kind: 'navigate', at: 20, url: 'http://example.test/next', how: 'navigation' });
    tape.append(request('b', { at: 30 }));
    await until(host, () => host.streams().some((row) => row.id === 'b'));
    expect(host.streams().map((row) => row.id)).toEqual(['b']);
    tape.append({ kind: 'end', at: 40, on: 'b', how: 'cancelled', inferred: 'navigation' });
    tape.append({ kind: 'navigate', at: 40, url: 'http://example.test/', how: 'restored' });
    tape.append({ kind: 'resume', at: 40, on: 'sse' });
    await until(host, () => host.streams().some((row) => row.id === 'sse'));
    expect(host.connection('sse')).toMatchObject({ summary: { state: { kind: 'open' } }, lastEventId: '3' });
    expect(host.connection('sse')?.gaps).toHaveLength(1);
    await session.dispose();
  });

  it('tells what is wrong, lets a rule be muted here or for good, and finds the same in an imported tape', async () => {
    const store = memorySettings({ mutedRules: ['unknown-field'] });
    const { session, host, tape } = rig(store);
    open(tape);
    tape.append(chunk('sse', 10, 'event: a\nevent: b\nfoo: 1\ndata: x\n\n'));
    const rules = () => host.findings('sse').map(({ rule }) => rule);
    await until(
      host,
      () => rules().includes('field-overwritten') && host.muted('sse', 'unknown-field') !== null,
    );
    expect(rules()).toContain('unknown-field');
    expect(host.muted('sse', 'unknown-field')).toBe('always');
    expect(host.muted('sse', 'field-overwritten')).toBeNull();
    host.mute('sse', 'field-overwritten', 'channel');
    expect(host.muted('sse', 'field-overwritten')).toBe('channel');
    expect(host.muted('other', 'field-overwritten')).toBeNull();
    host.mute('sse', 'field-overwritten', 'always');
    expect(host.muted('other', 'field-overwritten')).toBe('always');
    expect((await store.load()).mutedRules).toEqual(['unknown-field', 'field-overwritten']);
    host.mute('sse', 'unknown-field', null);
    expect(host.settings().mutedRules).toEqual(['field-overwritten']);

    const live = host.findings('sse');
    const file = await text(host.exportTape());
    await host.importTape('a.tape.ndjson', new Blob([file]));
    await until(host, () => rules().includes('field-overwritten'));
    expect(host.findings('sse')).toEqual(live);
    host.showTape('live');
    host.clear();
    await until(host, () => !rules().includes('field-overwritten'));
    await session.dispose();
  });

  it('shows an imported tape beside the live one, and loses neither', async () => {
    const { session, host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 10, 'id: 1\ndata: 1\n\nda'));
    tape.append({ kind: 'dispatched', at: 11, on: 'sse', type: 'message', data: '1', id: '1' });
    const view = host.openEvents(spec);
    await until(host, () => host.connection('sse')?.agreement?.agreed === 1);
    const file = await text(host.exportTape());
    const live = JSON.stringify([host.streams(), view.rows(0, 9), host.connection('sse')]);

    expect(await host.importTape('x.tape.ndjson', new Blob([file]))).toEqual({ ok: true, notes: [] });
    expect(host.shownTape()).toMatchObject({ kind: 'imported', name: 'x.tape.ndjson', notes: [] });
    await until(host, () => host.connection('sse')?.agreement?.agreed === 1);
    expect(JSON.stringify([host.streams(), view.rows(0, 9), host.connection('sse')])).toBe(live);

    tape.append(chunk('sse', 20, 'ta: 2\n\n'));
    host.showTape('live');
    await until(host, () => view.count === 2 && view.rows(1, 2)[0]?.data === '2');
    expect(await host.importTape('y.tape.ndjson.gz', new Blob([gzipSync(file)]))).toMatchObject({ ok: true });
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
    const shape = (of: PanelHost) => of.streams().map((row) => row.kind === 'stream' && row.connections);
    await until(host, () => shape(host).join() === '2');
    expect(host.split('b')).toBe('b');
    expect(shape(host)).toEqual([1, 1]);
    const file = `${await text(host.exportTape())}{"kind":"decision","at":1,"what":"split","connection":"x"}\n`;

    const other = rig();
    await other.host.importTape('a.tape.ndjson', new Blob([file]));
    await until(other.host, () => shape(other.host).join() === '1,1');
    await until(other.host, () => {
      const showing = other.host.shownTape();
      return showing.kind === 'imported' && showing.notes.length > 0;
    });
    expect(other.host.shownTape()).toMatchObject({
      notes: ['A split by hand was left out: the tape has no event stream x.'],
    });
    expect(other.host.join('a', 'b')).toBe(true);
    await until(other.host, () => shape(other.host).join() === '2');
    expect(await text(other.host.exportTape())).toContain('"what":"join","earlier":"a","later":"b"');
    await session.dispose();
    await other.session.dispose();
  });

  it('says what is wrong with a file and continues showing what it showed', async () => {
    const { session, host } = rig();
    expect(await host.importTape('a.har', new Blob(['{"log":{}}']))).toMatchObject({
      ok: false,
      error: expect.stringContaining('not a Streamscope tape'),
    });
    expect(await host.importTape('a.gz', new Blob(['no gzip']))).toMatchObject({
      ok: false,
      error: expect.stringContaining('Nor is it gzip'),
    });
    expect(host.shownTape().kind).toBe('live');
    await session.dispose();
  });

  it('gives the raw wire and its bytes', async () => {
    const { session, host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 10, 'data: 1\n\n'));
    const raw = host.openRaw('sse');
    await until(host, () => raw.count === 2 && raw.working === null);
    expect(raw.rows(0, 9).map((row) => row.kind)).toEqual(['chunk', 'bytes']);
    expect([...(host.bytes('sse', 0, 4) ?? [])]).toEqual([...new TextEncoder().encode('data')]);
    expect(host.rowAt('sse', 3)).toBe(0);
    expect(host.rowAt('sse', 99)).toBeNull();
    tape.append(chunk('sse', 20, 'data: 2'));
    await until(host, () => host.rowAt('sse', 12) === -1);
    tape.append(chunk('sse', 30, '\n\n'));
    await until(host, () => host.rowAt('sse', 12) === 1);
    raw.close();
    await session.dispose();
  });

  it('keeps settings, and works with what an older version saved or none can be read', async () => {
    const store = memorySettings({ textScale: 2 });
    const { session, host } = rig(store);
    await until(host, () => host.settings().textScale === 2);
    host.saveSettings({ theme: 'dark' });
    expect(await store.load()).toEqual({ theme: 'dark', textScale: 2 });
    await session.dispose();

    const broken = rig({
      load: () => Promise.reject(new Error('no')),
      save: () => Promise.reject(new Error('no')),
    });
    broken.host.saveSettings({ theme: 'light' });
    expect(broken.host.settings().theme).toBe('light');
    await until(broken.host, () => broken.host.capture().notices.length > 0);
    expect(broken.host.capture().notices[0]).toMatchObject({
      code: 'settings-failed',
      text: expect.stringContaining('could not be saved'),
    });
    broken.host.dismissNotice('settings-failed');
    expect(broken.host.capture().notices).toEqual([]);
    await broken.session.dispose();
  });

  it('names a channel that cannot be read any further in a notice, and shows the others', async () => {
    const { addChunk } = EventStream.prototype;
    const spy = vi.spyOn(EventStream.prototype, 'addChunk').mockImplementation(function (
      this: EventStream,
      ...given
    ) {
      if (this.id === 'sse') throw new RangeError('too long');
      return addChunk.apply(this, given);
    });
    const { session, host, tape } = rig();
    open(tape);
    open(tape, 'other');
    tape.append(chunk('sse', 20, 'data: 1\n\n'));
    tape.append(chunk('other', 21, 'data: 1\n\n'));
    await until(host, () => host.totals().events === 1 && host.capture().notices.length > 0);
    const [notice] = host.capture().notices;
    expect(notice).toMatchObject({ code: 'reading-failed', level: 'error' });
    expect(notice?.text).toMatch(/captured is kept.*“.+”: too long/);
    host.dismissNotice('reading-failed');
    tape.append(chunk('other', 22, 'data: 2\n\n'));
    await until(host, () => host.totals().events === 2);
    expect(host.capture().notices).toEqual([]);
    spy.mockRestore();
    await session.dispose();
  });

  it('works on the other views where one throws, and says so', async () => {
    const { session, host, tape } = rig();
    open(tape);
    const work = vi.spyOn(RowsView.prototype, 'work').mockImplementationOnce(() => {
      throw new Error('a fault of ours');
    });
    host.openEvents({ stream: 'sse', filter: '', comments: true, sort: null, span: null });
    await until(host, () => host.capture().notices.length > 0);
    expect(host.capture().notices[0]?.text).toContain('A view: a fault of ours');
    const view = host.openEvents({ stream: 'sse', filter: '', comments: true, sort: null, span: null });
    tape.append(chunk('sse', 20, 'data: 1\n\n'));
    await until(host, () => view.count === 1);
    work.mockRestore();
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
      const view = host.openEvents({ ...spec, stream: 'ws' });
      const rows = view.rows(0, 9);
      view.close();
      return {
        rows,
        payloads: rows.map(({ key }) => host.payload('ws', key)),
        bytes: rows.map(({ range }) => range && [...(host.bytes('ws', ...range) ?? [])]),
        detail: host.connection('ws'),
        totals: host.totals(),
        command: host.command('ws'),
      };
    };
    await until(live.host, () => live.host.totals().events === 2);
    const file = new Blob([await text(live.host.exportTape())]);
    const other = rig();
    await other.host.importTape('ws.tape.ndjson', file);
    await until(other.host, () => other.host.totals().events === 2);
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
    const events = () => host.streams().map((row) => (row.kind === 'stream' ? row.events : row.text));
    await until(host, () => events()[0] === 2);
    host.openPlayer('sse');
    const player = host.player();
    expect([player?.at, player?.end, events()]).toEqual([0, 200, [0]]);
    player?.step('sse', 'event', 'forward');
    await until(host, () => events()[0] === 1);
    expect(host.now()).toBe(100);
    expect(host.block('sse', 1)).toBeNull();
    expect(host.payload('sse', 0)).toMatchObject({ data: '1' });
    tape.append(chunk('sse', 300, 'data: 3\n\n'));
    player?.seek(1000);
    await until(host, () => events()[0] === 2);
    expect(player?.isAtEnd).toBe(true);
    // What is saved is the tape, not the moment.
    expect(await text(host.exportTape())).toContain('data: 3');
    host.closePlayer();
    expect(host.player()).toBeNull();
    await until(host, () => events()[0] === 3);
  });

  it('finds what would have been found by then, also on the way back', async () => {
    const { host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 100, 'data: 1\n\n'));
    tape.append(chunk('sse', 200, 'id: a\0b\ndata: 2\n\n'));
    const rules = () => host.findings('sse').map(({ rule }) => rule);
    await until(host, () => rules().includes('nul-in-id'));
    host.openPlayer('sse');
    host.player()?.seek(150);
    await until(host, () => host.findings('sse').length > 0);
    expect(rules()).not.toContain('nul-in-id');
    host.player()?.seek(200);
    await until(host, () => rules().includes('nul-in-id'));
    host.player()?.seek(150);
    await until(host, () => !rules().includes('nul-in-id'));
  });

  it('is closed by Clear, which leaves what was captured', async () => {
    const { host, tape } = rig();
    open(tape);
    await until(host, () => host.streams().length === 1);
    host.openPlayer('sse');
    host.clear();
    expect(host.player()).toBeNull();
    expect(host.streams()).toHaveLength(1);
  });
});
