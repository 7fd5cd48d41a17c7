import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/replay/serving/index.ts';
import { type EndRecord, REPLAY_HEADER, Tape, type TapeRecord, writeTape } from '../../src/tape/index.ts';
import { chunk, request, response, streamTape } from '../../src/tape/testing.ts';
import { get, open } from '../testing.ts';
import { readCommand } from './command.ts';
import { type Replay, startReplay } from './index.ts';
import { readTapeFile } from './read.ts';

const replays: Replay[] = [];
afterEach(async () => {
  for (const replay of replays.splice(0)) await replay.close();
});

const said: string[] = [];
async function play(tape: Tape, notes: readonly string[] = []): Promise<Replay> {
  said.length = 0;
  const say = (lines: readonly string[]) => void said.push(...lines);
  const replay = await startReplay({ tape, name: 'a.tape.ndjson', notes, say });
  replays.push(replay);
  return replay;
}

function end(on: string, at: number, change: Partial<EndRecord> = {}): TapeRecord {
  return { kind: 'end', at, on, how: 'complete', ...change };
}

function tapeOf(...records: TapeRecord[]): Tape {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return tape;
}

/**
 * Chunks as they are read, with milliseconds since the request. By `data` events, one for each chunk of the encoding: an iterator joins
 * what came while a busy machine did not read.
 */
async function chunks(url: string): Promise<{ at: number; text: string }[]> {
  const begin = performance.now();
  const res = await open(url);
  const list: { at: number; text: string }[] = [];
  res.on('data', (part: Buffer) => list.push({ at: performance.now() - begin, text: part.toString() }));
  await once(res, 'end');
  return list;
}

describe('the replay server', () => {
  test('sends the recorded chunks, none before its time', async () => {
    const tape = tapeOf(request('sse'), response('sse'));
    const texts = Array.from({ length: 20 }, (_, index) => `data: ${index}\n\n`);
    texts.forEach((text, index) => {
      tape.append(chunk('sse', 30 + index * 30, text));
    });
    tape.append(end('sse', 640));
    const { url } = await play(tape);
    const got = await chunks(`${url}channel/1`);
    // A busy machine reads several at once; none is torn, and none is lost.
    const borders = (all: readonly string[]) =>
      all.map((_, index) => all.slice(0, index + 1).join('').length);
    const read = borders(got.map(({ text }) => text));
    expect(borders(texts)).toEqual(expect.arrayContaining(read));
    expect(got.map(({ text }) => text).join('')).toBe(texts.join(''));
    // How late is the machine's doing; that lateness does not add up is in perform.test.ts.
    const due = got.map((_, index) => 30 + borders(texts).indexOf(read[index] ?? 0) * 30);
    for (const [index, { at }] of got.entries()) expect(at).toBeGreaterThan((due[index] ?? 0) - 5);
    const faster = await chunks(`${url}channel/1?speed=10`);
    expect(faster.map(({ text }) => text).join('')).toBe(texts.join(''));
    // Recorded over 600 ms, served in 60: a machine that is not busier by half a second shows it.
    expect(faster.at(-1)?.at).toBeLessThan(got.at(-1)?.at ?? 0);
  });

  test('sends the recorded status and headers, and besides those of the hop and the one that says that it is a replay', async () => {
    const headers = [
      ['Content-Type', 'text/event-stream; charset=utf-8'],
      ['X-Two', '1'],
      ['X-Two', '2'],
      ['Content-Encoding', 'gzip'],
      // A replay was recorded: its own mark is not doubled.
      REPLAY_HEADER,
    ] as const;
    const tape = tapeOf(request('sse'), response('sse', { headers, status: 203, statusText: 'So so' }));
    tape.append(end('sse', 10));
    const { url } = await play(tape);
    const res = await open(`${url}channel/1`);
    expect([res.statusCode, res.statusMessage]).toEqual([203, 'So so']);
    expect(res.rawHeaders).toEqual([
      'Content-Type',
      'text/event-stream; charset=utf-8',
      'X-Two',
      '1',
      'X-Two',
      '2',
      ...REPLAY_HEADER,
      'Connection',
      'close',
      'Transfer-Encoding',
      'chunked',
    ]);
    res.destroy();
  });

  test.each([
    ['net::ERR_CONNECTION_RESET', 'ECONNRESET'],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'ECONNRESET'],
  ])('breaks off where the recorded one did: %s', async (error, code) => {
    const tape = streamTape(['data: 1\n\n']);
    // With the last chunk: it must not be lost.
    tape.append(end('sse', 10, { how: 'failed', error }));
    const { url } = await play(tape);
    const got = await get(`${url}channel/1`);
    expect([got.body.toString(), got.broken]).toEqual(['data: 1\n\n', code]);
  });

  test('stays open where the recording was open, and lets go when the client leaves', async () => {
    const { url } = await play(streamTape(['data: 1\n\n']));
    const res = await open(`${url}channel/1`);
    const [part] = (await once(res, 'data')) as [Buffer];
    expect(part.toString()).toBe('data: 1\n\n');
    expect(res.complete).toBe(false);
    res.destroy();
    await once(res, 'close');
  });

  test('answers request after request with connection after connection, or with the one that is asked for', async () => {
    const poll = (on: string, at: number, body: string): TapeRecord[] => [
      request(on, { at, url: 'http://site.test/poll', via: 'fetch', exchange: true, headers: [] }),
      response(on, {
        at: at + 20,
        headers: [['content-type', 'application/json']],
        mimeType: 'application/json',
      }),
      chunk(on, at + 21, body),
      end(on, at + 22),
    ];
    const answers = ['[1]', '[2]', '[3]', '[4]', '[5]'];
    const { url, sources } = await play(
      tapeOf(...answers.flatMap((body, index) => poll(`p${index}`, index * 1500, body))),
    );
    expect(sources.map(({ transport, connections }) => [transport, connections])).toEqual([['poll', 5]]);
    const text = async (query = '') => (await get(`${url}channel/1${query}`)).body.toString();
    expect([await text(), await text(), await text('?request=5'), await text()]).toEqual([
      '[1]',
      '[2]',
      '[5]',
      '[3]',
    ]);
    expect((await get(`${url}channel/1?fail=1&request=1`)).status).toBe(500);
  });

  test('continues after an ID, by the address or the header', async () => {
    const tape = streamTape(['id: ü\ndata: 1\n\n', 'id: 2\ndata: 2\n\n']);
    tape.append(end('sse', 30));
    const { url } = await play(tape);
    const after = await get(`${url}channel/1?after=${encodeURIComponent('ü')}`);
    expect(after.body.toString()).toBe('id: 2\ndata: 2\n\n');
    const raw = Buffer.from('ü').toString('latin1');
    const resumed = await get(`${url}channel/1?resume=1`, { headers: { 'last-event-id': raw } });
    expect(resumed.body.toString()).toBe('id: 2\ndata: 2\n\n');
    const whole = await get(`${url}channel/1`, { headers: { 'last-event-id': raw } });
    expect(whole.body.toString()).toContain('data: 1');
  });

  test('does every fault that the address asks for', async () => {
    const tape = streamTape([':hb\n\n', 'id: 1\ndata: 1\n\n', 'id: 2\ndata: 2\n\n']);
    tape.append(end('sse', 40));
    const { url } = await play(tape);
    const one = 'id: 1\ndata: 1\n\n';
    const two = 'id: 2\ndata: 2\n\n';
    const body = async (query: string) => (await get(`${url}channel/1?${query}`)).body.toString();
    expect(await body('silence=0')).toBe(one + two);
    expect(await body('duplicate=2')).toBe(`:hb\n\n${one}${two}${two}`);
    expect(await body('duplicate=1&silence=0')).toBe(one + one + two + two);
    expect((await chunks(`${url}channel/1?split=3`)).length).toBeGreaterThan(3);
    expect((await chunks(`${url}channel/1?merge=2`)).length).toBeLessThan(3);
    const [late] = await chunks(`${url}channel/1?delay=200`);
    expect(late?.at).toBeGreaterThan(200);
    const cut = await get(`${url}channel/1?cut=7`);
    expect([cut.body.toString(), cut.broken]).toEqual([':hb\n\nid', 'ECONNRESET']);
    const failing = await startReplay({ tape, name: '' });
    replays.push(failing);
    const statuses = [];
    for (let turn = 0; turn < 3; turn++) statuses.push((await get(`${failing.url}channel/1?fail=2`)).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  test('plays up to a gap and says so, when asked and before', async () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'gap', at: 15, on: 'sse', why: 'It was lost.' });
    tape.append(chunk('sse', 20, 'data: 3\n\n'));
    const { url } = await play(tape, ['Line 9 was left out.']);
    const got = await get(`${url}channel/1`);
    expect([got.body.toString(), got.broken]).toEqual(['data: 1\n\n', 'ECONNRESET']);
    expect(said.join()).toContain('gap after 9 bytes');
    const catalogue = JSON.parse((await get(url)).body.toString()) as Catalogue;
    expect(catalogue.notes).toEqual(['Line 9 was left out.']);
    expect(catalogue.channels[0]?.notes.join()).toMatch(/Connection 1: .*It was lost/);
  });
});

describe('nobody else', () => {
  test('finds anything without the token, under another name, or in the file system', async () => {
    const { url } = await play(streamTape(['data: 1\n\n']));
    const { origin, pathname } = new URL(url);
    const wrong = pathname.replace(/.\/$/, (end) => (end[0] === 'x' ? 'y/' : 'x/'));
    for (const path of ['/', '/channel/1', wrong, `${wrong}channel/1`, '/../../etc/passwd', `${pathname}..`])
      expect((await get(origin + path)).status).toBe(404);
    for (const path of ['channel/0', 'channel/2', 'channel/x', 'channel/1/2', 'channel', 'package.json'])
      expect((await get(url + path)).status).toBe(404);
    expect((await get(url, { headers: { host: 'evil.test' } })).status).toBe(404);
    expect((await get(url)).status).toBe(200);
  });

  test('may read the catalogue but an extension', async () => {
    const { url } = await play(streamTape([]));
    const allowed = async (origin: string) =>
      (await get(url, { headers: { origin } })).headers['access-control-allow-origin'];
    expect(await allowed('chrome-extension://abcdefghijklmnop')).toBe('chrome-extension://abcdefghijklmnop');
    expect(await allowed('https://evil.test')).toBeUndefined();
    expect(await allowed('null')).toBeUndefined();
  });

  test('is listened to from beyond loopback', async () => {
    const { url } = await play(streamTape([]));
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const socket = connect(Number(new URL(url).port), '127.0.0.2');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });

  test('can guess a token, nor choose a weak one', async () => {
    const [one, two] = [await play(streamTape([])), await play(streamTape([]))];
    expect(new URL(one.url).pathname).toMatch(/^\/[\w-]{22}\/$/);
    expect(new URL(one.url).pathname).not.toBe(new URL(two.url).pathname);
    await expect(startReplay({ tape: new Tape(), name: '', token: 'short' })).rejects.toThrow('16 to 128');
  });

  test('is served by what is written wrongly: the address says what is wrong', async () => {
    const { url } = await play(streamTape([]));
    const got = await get(`${url}channel/1?cut=many`);
    expect([got.status, got.body.toString()]).toEqual([
      400,
      'cut is "many"; it must be a whole number from 0 to 4294967295.\n',
    ]);
    expect((await get(`${url}channel/1?request=0`)).status).toBe(400);
    expect((await get(`${url}channel/1`, { method: 'OPTIONS' })).status).toBe(405);
  });

  test('can make a hostile tape write outside of its answer', async () => {
    const headers = [
      ['content-type', 'text/event-stream'],
      ['x-a', 'b\r\nset-cookie: c=1\r\n\r\nbody'],
      ['x-a\r\nx-b', 'c'],
      ['content-length', '5'],
      ['connection', 'x-hop'],
      ['x-hop', '1'],
    ] as const;
    const answer = response('sse', { headers, status: 1e9, statusText: 'OK\r\nx-c: d' });
    const tape = tapeOf(request('sse'), answer, chunk('sse', -5, 'data: 1\n\n'));
    tape.append(end('sse', -1e300));
    const { url } = await play(tape);
    const res = await open(`${url}channel/1`);
    expect(res.statusCode).toBe(502);
    expect(res.headers).toEqual({
      'content-type': 'text/event-stream',
      'streamscope-replay': '1',
      connection: 'close',
      'transfer-encoding': 'chunked',
    });
    res.destroy();
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'streamscope-replay-'));
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const text = [...writeTape(streamTape(['data: ü\n\n']))].join('');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('reads a tape as it is and gzipped, and says of what is none why', async () => {
    const plain = await readTapeFile(file('a.tape.ndjson', text));
    const zipped = await readTapeFile(file('a.tape.ndjson.gz', gzipSync(text)));
    expect([...writeTape(zipped.tape)].join('')).toBe([...writeTape(plain.tape)].join(''));
    await expect(readTapeFile(file('b.json', '{}'))).rejects.toThrow('not a Streamscope tape');
    await expect(readTapeFile(file('c.gz', 'no gzip'))).rejects.toThrow('not a Streamscope tape');
    await expect(readTapeFile(join(folder, 'absent.ndjson'))).rejects.toThrow('ENOENT');
    await expect(readTapeFile(join(folder, 'absent.gz'))).rejects.toThrow('ENOENT');
  });

  test('prints an address that is answered, and takes a path from where it was called', async () => {
    file('here.tape.ndjson', text);
    const main = resolve(import.meta.dirname, 'main.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'here.tape.ndjson', '--port', '0'], {
      env: { ...process.env, INIT_CWD: folder },
    });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const url = /curl -N '([^']+)'/.exec(line.toString())?.[1] ?? '';
      const res = await open(url);
      const [part] = (await once(res, 'data')) as [Buffer];
      expect(part.toString()).toBe('data: ü\n\n');
      res.destroy();
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });

  test.each([
    [[], 'Say which tape.'],
    [['a', 'b'], 'One tape at a time.'],
    [['a', '--port'], '--port wants a value.'],
    [['a', '--port', '70000'], '"70000" is no port.'],
    [['a', '--host=0.0.0.0'], 'There is no option --host.'],
    [['a', '--token=x'], 'A token is 16 to 128 letters, digits, hyphens and underscores.'],
  ])('refuses %j', (args, problem) => {
    expect(readCommand(args)).toEqual({ ok: false, problem });
  });

  test('takes a file, a port and a token in any order', () => {
    const token = 'a'.repeat(22);
    expect(readCommand(['--port=0', 'a.ndjson', '--token', token])).toEqual({
      ok: true,
      file: 'a.ndjson',
      port: 0,
      token,
    });
  });
});
