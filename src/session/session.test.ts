import { describe, expect, it, vi } from 'vitest';
import { EventStream, RowsView } from '../channels/index.ts';
import { recordsOf } from '../channels/testing/websockets.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { memorySettings } from './session.ts';
import { open, rig, spec, text, until } from './testing.ts';

describe('session', () => {
  it('derives what capture appends, and says so', async () => {
    const { session, host, tape } = rig();
    const view = host.views.openEvents(spec);
    open(tape);
    tape.append(chunk('sse', 10, 'data: 1\n\ndata: 2\n\n'));
    await until(host, () => view.count === 2);
    expect(host.channels.totals()).toMatchObject({ events: 2, gaps: 0 });
    expect(view.rows(0, 9).map((row) => row.data)).toEqual(['1', '2']);
    await session.dispose();
  });

  it('keeps open views alive over a clear, and continues the open stream', async () => {
    const { session, host, tape } = rig();
    const view = host.views.openEvents(spec);
    open(tape);
    tape.append(chunk('sse', 10, 'data: 1\n\n'));
    await until(host, () => view.count === 1);
    host.tapes.clear();
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
    const view = host.views.openEvents(spec);
    const connections = (): unknown =>
      host.channels.list().map((row) => row.kind === 'stream' && [row.id, row.connections]);
    await until(host, () => JSON.stringify(connections()) === '[["sse",2]]' && view.count === 2);
    host.tapes.clear();
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
    expect(host.channels.connections('sse', 0, 9).map(({ id }) => id)).toEqual(['b', 'c']);
    await session.dispose();
  });

  it('keeps the name of a WebSocket that was opened again', async () => {
    const { session, host, tape } = rig();
    for (const [index, on] of ['a', 'b'].entries())
      for (const record of recordsOf(on, {
        at: index * 1000,
        says: [[10, 'hi']],
        lasts: on === 'a' ? 100 : null,
      }))
        tape.append(record);
    const connections = (): unknown =>
      host.channels.list().map((row) => row.kind === 'stream' && [row.id, row.connections]);
    await until(host, () => JSON.stringify(connections()) === '[["a",2]]');
    host.tapes.clear();
    await until(host, () => JSON.stringify(connections()) === '[["a",1]]');
    tape.append({ kind: 'end', at: 2000, on: 'b', how: 'complete' });
    for (const record of recordsOf('c', { at: 3000 })) tape.append(record);
    await until(host, () => JSON.stringify(connections()) === '[["a",2]]');
    expect(host.channels.connections('a', 0, 9).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(host.channels.connectionNumber('c')).toBe(2);
    await session.dispose();
  });

  it.each([
    [false, ['b']],
    [true, ['a', 'navigate@30', 'b']],
  ])('at a navigation with Preserve log %s shows %j', async (preserve, ids) => {
    const { session, host, tape } = rig();
    host.tapes.setPreserveLog(preserve);
    open(tape, 'a');
    tape.append({ kind: 'end', at: 20, on: 'a', how: 'cancelled', inferred: 'navigation' });
    tape.append({ kind: 'navigate', at: 30, url: 'http://example.test/', how: 'navigation' });
    tape.append(request('b', { at: 40 }));
    await until(host, () => host.channels.list().some((row) => row.id === 'b'));
    expect(host.channels.list().map((row) => row.id)).toEqual(ids);
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
    const figures = host.views.openFigures(['sse', 'other', 'gone']);
    const delayOf = (id: string) => figures.of(id)?.delay;
    await until(host, () => delayOf('sse')?.looked === 3);
    expect(figures.of('sse')?.cost).toMatchObject({ requests: 1, messages: { received: 3, sent: 0 } });
    expect(delayOf('sse')).toMatchObject({ kind: 'measured', by: 'sent' });
    expect(delayOf('other')).toEqual({ kind: 'none', why: 'too-few', looked: 1 });
    expect([figures.of('gone'), figures.of('asked for by nobody')]).toEqual([null, null]);

    host.tapes.clear();
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
    await until(host, () => host.channels.list().some((row) => row.id === 'b'));
    expect(host.channels.list().map((row) => row.id)).toEqual(['b']);
    tape.append({ kind: 'end', at: 40, on: 'b', how: 'cancelled', inferred: 'navigation' });
    tape.append({ kind: 'navigate', at: 40, url: 'http://example.test/', how: 'restored' });
    tape.append({ kind: 'resume', at: 40, on: 'sse' });
    await until(host, () => host.channels.list().some((row) => row.id === 'sse'));
    expect(host.channels.connection('sse')).toMatchObject({
      summary: { state: { kind: 'open' } },
      eventStream: { lastEventId: '3' },
    });
    expect(host.channels.connection('sse')?.gaps).toHaveLength(1);
    await session.dispose();
  });

  it('tells what is wrong, lets a rule be muted here or for good, and finds the same in an imported tape', async () => {
    const store = memorySettings({ mutedRules: ['unknown-field'] });
    const { session, host, tape } = rig(store);
    open(tape);
    tape.append(chunk('sse', 10, 'event: a\nevent: b\nfoo: 1\ndata: x\n\n'));
    const rules = () => host.findings.of('sse').map(({ rule }) => rule);
    await until(
      host,
      () => rules().includes('field-overwritten') && host.findings.muted('sse', 'unknown-field') !== null,
    );
    expect(rules()).toContain('unknown-field');
    expect(host.findings.muted('sse', 'unknown-field')).toBe('always');
    expect(host.findings.muted('sse', 'field-overwritten')).toBeNull();
    host.findings.mute('sse', 'field-overwritten', 'channel');
    expect(host.findings.muted('sse', 'field-overwritten')).toBe('channel');
    expect(host.findings.muted('other', 'field-overwritten')).toBeNull();
    host.findings.mute('sse', 'field-overwritten', 'always');
    expect(host.findings.muted('other', 'field-overwritten')).toBe('always');
    expect((await store.load()).mutedRules).toEqual(['unknown-field', 'field-overwritten']);
    host.findings.mute('sse', 'unknown-field', null);
    expect(host.settings.current().mutedRules).toEqual(['field-overwritten']);

    const live = host.findings.of('sse');
    const file = await text(host.exports.file());
    await host.tapes.import('a.tape.ndjson', new Blob([file]));
    await until(host, () => rules().includes('field-overwritten'));
    expect(host.findings.of('sse')).toEqual(live);
    host.tapes.show('live');
    host.tapes.clear();
    await until(host, () => !rules().includes('field-overwritten'));
    await session.dispose();
  });

  it('gives the raw wire and its bytes', async () => {
    const { session, host, tape } = rig();
    open(tape);
    tape.append(chunk('sse', 10, 'data: 1\n\n'));
    const raw = host.views.openRaw('sse');
    await until(host, () => raw.count === 2 && raw.working === null);
    expect(raw.rows(0, 9).map((row) => row.kind)).toEqual(['chunk', 'bytes']);
    expect([...(host.channels.bytes('sse', 0, 4) ?? [])]).toEqual([...new TextEncoder().encode('data')]);
    expect(host.channels.rowAt('sse', 3)).toBe(0);
    expect(host.channels.rowAt('sse', 99)).toBeNull();
    tape.append(chunk('sse', 20, 'data: 2'));
    await until(host, () => host.channels.rowAt('sse', 12) === -1);
    tape.append(chunk('sse', 30, '\n\n'));
    await until(host, () => host.channels.rowAt('sse', 12) === 1);
    raw.close();
    await session.dispose();
  });

  it('keeps settings, and works with what an older version saved or none can be read', async () => {
    const store = memorySettings({ textScale: 2 });
    const { session, host } = rig(store);
    await until(host, () => host.settings.current().textScale === 2);
    host.settings.save({ theme: 'dark' });
    expect(await store.load()).toEqual({ theme: 'dark', textScale: 2 });
    await session.dispose();

    const broken = rig({
      load: () => Promise.reject(new Error('no')),
      save: () => Promise.reject(new Error('no')),
    });
    broken.host.settings.save({ theme: 'light' });
    expect(broken.host.settings.current().theme).toBe('light');
    await until(broken.host, () => broken.host.capture.status().notices.length > 0);
    expect(broken.host.capture.status().notices[0]).toMatchObject({
      code: 'settings-failed',
      text: expect.stringContaining('could not be saved'),
    });
    broken.host.capture.dismissNotice('settings-failed');
    expect(broken.host.capture.status().notices).toEqual([]);
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
    await until(host, () => host.channels.totals().events === 1 && host.capture.status().notices.length > 0);
    const [notice] = host.capture.status().notices;
    expect(notice).toMatchObject({ code: 'reading-failed', level: 'error' });
    expect(notice?.text).toMatch(/captured is kept.*“.+”: too long/);
    host.capture.dismissNotice('reading-failed');
    tape.append(chunk('other', 22, 'data: 2\n\n'));
    await until(host, () => host.channels.totals().events === 2);
    expect(host.capture.status().notices).toEqual([]);
    spy.mockRestore();
    await session.dispose();
  });

  it('works on the other views where one throws, and says so', async () => {
    const { session, host, tape } = rig();
    open(tape);
    const work = vi.spyOn(RowsView.prototype, 'work').mockImplementationOnce(() => {
      throw new Error('a fault of ours');
    });
    host.views.openEvents({ stream: 'sse', filter: '', comments: true, sort: null, span: null });
    await until(host, () => host.capture.status().notices.length > 0);
    expect(host.capture.status().notices[0]?.text).toContain('A view: a fault of ours');
    const view = host.views.openEvents({ stream: 'sse', filter: '', comments: true, sort: null, span: null });
    tape.append(chunk('sse', 20, 'data: 1\n\n'));
    await until(host, () => view.count === 1);
    work.mockRestore();
    await session.dispose();
  });
});
