import { describe, expect, it } from 'vitest';
import { findServer } from './find-server.ts';

describe('a replay server', () => {
  const channel = {
    number: 2,
    id: 'sse',
    name: 'sse',
    url: 'https://site.test/sse',
    method: 'GET',
    transport: 'sse',
    connections: 1,
    notes: ['A gap.'],
  };
  const other = { ...channel, number: 1, id: 'another' };
  const answering = (value: unknown, status = 200) =>
    (async () => new Response(JSON.stringify(value), { status })) as typeof fetch;
  const catalogue = {
    streamscope: 'replay',
    version: 1,
    name: 'a.tape.ndjson',
    notes: [],
    channels: [other, channel],
  };
  const address = 'http://127.0.0.1:8378/aaaaaaaaaaaaaaaa/';
  const wanted = { id: 'sse', url: 'https://site.test/sse', method: 'GET' };

  it('is found by the channel it plays, whatever follows the token', async () => {
    const found = {
      kind: 'found',
      channel: `${address}channel/2`,
      tape: 'a.tape.ndjson',
      notes: ['A gap.'],
    };
    expect(await findServer(`${address}channel/7?cut=1`, wanted, answering(catalogue))).toEqual(found);
    const elsewhere = await findServer(address, { ...wanted, id: 'new' }, answering(catalogue));
    expect(elsewhere).toMatchObject({ channel: `${address}channel/1` });
  });

  it('is found by the channel where its tape has a marker for a secret in the address', async () => {
    const asked = { ...wanted, url: 'https://site.test/sse?token=secret' };
    const redacted = { ...channel, url: 'https://site.test/sse?token=~1~~~~' };
    const tape = { ...catalogue, channels: [other, redacted] };
    expect(await findServer(address, asked, answering(tape))).toMatchObject({
      channel: `${address}channel/2`,
    });
    const elsewhere = { ...redacted, url: 'https://site.test/other?token=~1~~~~' };
    const another = { ...catalogue, channels: [elsewhere] };
    expect(await findServer(address, asked, answering(another))).toMatchObject({ kind: 'wrong' });
  });

  it.each([
    ['https://evil.test/aaaaaaaaaaaaaaaa/', 'no address of a replay server'],
    ['http://127.0.0.1.evil.test/aaaaaaaaaaaaaaaa/', 'no address of a replay server'],
    ['http://127.0.0.1:8378/short/', 'no address of a replay server'],
    ['', 'no address of a replay server'],
  ])('is never looked for at %s', async (place, why) => {
    expect(await findServer(place, wanted, answering(catalogue))).toMatchObject({
      why: expect.stringContaining(why),
    });
  });

  it('that plays something else, or is none, is said to', async () => {
    const none = { ...catalogue, channels: [] };
    expect(await findServer(address, wanted, answering(none))).toMatchObject({
      why: expect.stringContaining('plays a.tape.ndjson, which has no GET https://site.test/sse'),
    });
    expect(await findServer(address, wanted, answering({ hello: 1 }))).toMatchObject({ kind: 'wrong' });
    expect(await findServer(address, wanted, answering(catalogue, 404))).toMatchObject({ kind: 'wrong' });
    expect(await findServer(address, wanted, () => Promise.reject(new TypeError('refused')))).toEqual({
      kind: 'nobody',
    });
  });
});
