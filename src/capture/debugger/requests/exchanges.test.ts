import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTransport } from '../../../protocol/testing/fake-transport.ts';
import { TapeClock } from '../../clock.ts';
import { ConnectionIds } from '../../http/connection-ids.ts';
import { FakeTape, FakeTime } from '../../testing/fake-tape.ts';
import { Play } from '../../testing/network.ts';
import { captureProtocol, type ProtocolCapture } from '../index.ts';

let transport: FakeTransport;
let tape: FakeTape;
let connectionIds: ConnectionIds;
let capture: ProtocolCapture;
/** Addresses whose responses are to be shown as streams. */
const streams = new Set<string>();

const URL = 'https://site.test/poll';
const ask = (id: string, ms: number) =>
  new Play(transport, id, { url: `${URL}?since=${id}` }).request(ms, { type: 'Fetch' }).sent({});
const json = { type: 'application/json', resource: 'Fetch' };

beforeEach(async () => {
  vi.useFakeTimers();
  transport = new FakeTransport();
  tape = new FakeTape();
  connectionIds = new ConnectionIds();
  capture = captureProtocol({
    transport,
    tape,
    clock: new TapeClock(new FakeTime()),
    connectionIds,
    isShownAsStream: ({ url }) => streams.has(url?.split('?', 1)[0] ?? ''),
  });
  await capture.start();
});
afterEach(() => {
  capture.stop();
  streams.clear();
  vi.useRealTimers();
});

describe('ordinary exchanges', () => {
  it('are written as soon as they are asked, so that a poll that is held is seen', () => {
    ask('1', 10);
    expect(tape.kinds('1')).toEqual(['request', 'sent']);
    expect(tape.of('request')[0]).toMatchObject({ exchange: true, via: 'fetch', at: 10 });
  });

  it('have the bytes of a JSON answer, asked for when it begins', async () => {
    const play = ask('1', 10).response(20, json);
    await play.data(21, 3).streams('[1]');
    play.finished(30);
    expect(tape.kinds('1')).toEqual(['request', 'sent', 'response', 'fidelity', 'chunk', 'end']);
    expect(tape.text('1')).toBe('[1]');
  });

  it('have the body of an answer that was over by then, where its text gives the same bytes', async () => {
    const play = ask('1', 10).response(20, json).data(21, 3).finished(22);
    await play.streamsNot('Request with the provided ID has already finished loading');
    await transport.call('Network.getResponseBody').answer({ body: '[1]', base64Encoded: false });
    expect(tape.text('1')).toBe('[1]');
  });

  it('are asked for their bytes with the request from the third of an address on', () => {
    ask('1', 10);
    ask('2', 20);
    expect(transport.calls.some(({ method }) => method === 'Network.streamResourceContent')).toBe(false);
    ask('3', 30);
    expect(transport.call('Network.streamResourceContent').params).toEqual({ requestId: '3' });
  });

  it('keep no more than the limit, and say so', async () => {
    const play = ask('1', 10).response(20, json);
    await play.streams();
    play.data(21, 'a'.repeat(60_000)).data(22, 'b'.repeat(10_000)).data(23, 'c').finished(30);
    expect(tape.of('chunk').map(({ length, bytes }) => [length, bytes?.length])).toEqual([
      [60_000, 60_000],
      [10_000, undefined],
      [1, undefined],
    ]);
    expect(tape.of('fidelity').at(-1)).toMatchObject({
      level: 'lengths',
      why: expect.stringContaining('64 KB'),
    });
    expect(tape.of('gap')).toEqual([]);
  });

  it('are kept further from the first pause on, since they are read in pieces', async () => {
    const play = ask('1', 10).response(20, json);
    await play.streams();
    play
      .data(21, 'a'.repeat(60_000))
      .data(22, 'b'.repeat(10_000))
      .data(521, 'c'.repeat(10_000))
      .data(1100, 'd'.repeat(100_000))
      .finished(1200);
    expect(tape.of('chunk').map(({ bytes }) => bytes?.length)).toEqual([
      60_000,
      undefined,
      undefined,
      100_000,
    ]);
    expect(tape.of('fidelity').map(({ level }) => level)).toEqual(['bytes', 'lengths', 'bytes']);
  });

  it('are kept so from the begin where Content-Type states how they are framed', async () => {
    const play = ask('1', 10).response(20, { ...json, type: 'application/x-ndjson' });
    await play.streams();
    for (let at = 0; at < 65; at++) play.data(21 + at, 'a'.repeat(1_048_576));
    expect(tape.of('chunk').filter(({ bytes }) => bytes)).toHaveLength(64);
    expect(tape.of('fidelity').at(-1)?.why).toContain('64 MiB');
  });

  it('are kept so from the begin where their address states it', async () => {
    const url = 'https://site.test/echo/042/ab3defgh/xhr_streaming';
    const play = new Play(transport, '1', { url }).request(10, { type: 'XHR', method: 'POST' }).sent({});
    play.response(20, { type: 'application/javascript', resource: 'XHR' });
    await play.streams();
    for (let at = 0; at < 3; at++) play.data(21 + at, 'h'.repeat(1_048_576));
    expect(tape.of('chunk').filter(({ bytes }) => bytes)).toHaveLength(3);
  });

  it('are kept so, and asked for with the request, where the user wants them shown as streams, from then on', async () => {
    const type = 'application/x-protobuf';
    const before = ask('1', 10);
    streams.add(URL);
    before.response(20, { type, resource: 'Fetch', length: 3 });
    const play = ask('2', 30);
    expect(transport.call('Network.streamResourceContent').params).toEqual({ requestId: '2' });
    play.response(40, { type, resource: 'Fetch', length: 70_000_000 });
    await play.streams();
    for (let at = 0; at < 65; at++) play.data(41 + at, 'a'.repeat(1_048_576));
    expect(tape.of('chunk').filter(({ bytes }) => bytes)).toHaveLength(64);
    expect(tape.of('fidelity').map(({ on, level }) => [on, level])).toEqual([
      ['1', 'lengths'],
      ['2', 'bytes'],
      ['2', 'lengths'],
    ]);
  });

  it('are asked for their bytes in any case, and any type, where the first attempt was refused', async () => {
    streams.add(URL);
    const play = ask('1', 10);
    await play.streamsNot('not yet');
    play.response(20, { type: 'application/x-protobuf', resource: 'Fetch', length: 3 });
    const asked = transport.calls.filter(({ method }) => method === 'Network.streamResourceContent');
    expect(asked).toHaveLength(2);
  });

  it('are asked for the bytes of a payload of Engine.IO, though it is no text', () => {
    const type = 'application/octet-stream';
    const poll = (id: string, url: string) =>
      new Play(transport, id, { url })
        .request(10, { type: 'XHR' })
        .sent({})
        .response(20, { type, resource: 'XHR', length: 3 });
    poll('1', 'https://site.test/socket.io/?EIO=3&transport=polling&t=a');
    poll('2', 'https://site.test/download');
    const asked = transport.calls.filter(({ method }) => method === 'Network.streamResourceContent');
    expect(asked.map(({ params }) => params)).toEqual([{ requestId: '1' }]);
  });

  it('are asked for their bytes, whatever they are, where they may be read in pieces', () => {
    const type = 'application/x-protobuf';
    ask('1', 10).response(20, { type, resource: 'Fetch' });
    ask('2', 30).response(40, { type, resource: 'Fetch', length: 3 });
    const asked = transport.calls.filter(({ method }) => method === 'Network.streamResourceContent');
    expect(asked.map(({ params }) => params)).toEqual([{ requestId: '1' }]);
  });

  it('are not asked for bytes where there are none, or they are no text', () => {
    ask('1', 10)
      .response(20, { ...json, status: 204 })
      .finished(21);
    ask('2', 30).response(40, { type: 'image/png', resource: 'Fetch' }).finished(41);
    expect(transport.calls.some(({ method }) => method === 'Network.streamResourceContent')).toBe(false);
    expect(tape.of('fidelity')).toMatchObject([
      { on: '2', level: 'lengths', why: expect.stringContaining('image/png') },
    ]);
  });

  it('are not remembered when capture stops: they are no streams', () => {
    ask('1', 10);
    capture.stop();
    expect(tape.of('end')).toMatchObject([{ on: '1', inferred: 'capture-stopped' }]);
    expect(connectionIds.recall('1')).toBeUndefined();
  });

  it('are beacons, and scripts that are asked for as data, too', () => {
    const asked = (id: string, type: string, url: string) =>
      new Play(transport, id, { url })
        .request(10, { type })
        .sent({})
        .response(20, { type: 'text/javascript', resource: type });
    asked('1', 'Ping', 'https://site.test/beacon');
    asked('2', 'Script', 'https://site.test/poll?callback=f');
    asked('3', 'Script', 'https://site.test/app.js');
    expect(tape.of('request').map(({ on, via, exchange }) => [on, via, exchange])).toEqual([
      ['1', 'beacon', true],
      ['2', 'script', true],
    ]);
  });

  it('a preflight is none of its own', () => {
    new Play(transport, 'p', { url: URL }).request(5, { type: 'Preflight', method: 'OPTIONS' }).finished(6);
    expect(tape.of('request')).toEqual([]);
  });
});
