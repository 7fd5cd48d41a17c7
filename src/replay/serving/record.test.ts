import { describe, expect, it } from 'vitest';
import { derive } from '../../channels/testing/derive.ts';
import { bodyTape, typed } from '../../channels/testing/pieces.ts';
import { type EndRecord, type Header, Tape } from '../../tape/index.ts';
import { chunk, request, response, streamTape } from '../../tape/testing.ts';
import { recordedChannelsOf } from './recorded-channel.ts';
import type { Recording } from './recording.ts';
import { end, first, texts, times } from './testing.ts';

describe('a recording', () => {
  it('has the chunks of the connection, at their times since the request left', () => {
    const tape = streamTape(['data: 1\n', '\ndata: 2\n\n']);
    tape.append(end('sse', 40));
    expect(texts(first(tape))).toEqual(['data: 1\n', '\ndata: 2\n\n']);
    expect(times(first(tape))).toEqual([10, 20]);
    expect(first(tape).head?.at).toBe(5);
    expect(first(tape).close).toEqual({ how: 'end', at: 40 });
    expect(first(tape).notes).toEqual([]);
  });

  it('counts from when the request left, where the browser held it back', () => {
    const tape = new Tape();
    tape.append(request('sse'));
    tape.append({ kind: 'sent', at: 2000, on: 'sse', headers: [] });
    tape.append(response('sse', { at: 2030 }));
    tape.append(chunk('sse', 2100, 'data: 1\n\n'));
    expect(first(tape).head?.at).toBe(30);
    expect(times(first(tape))).toEqual([100]);
  });

  it.each<[string, Partial<EndRecord> | null, string]>([
    ['complete', {}, 'end'],
    ['reset', { how: 'failed', error: 'net::ERR_CONNECTION_RESET' }, 'reset'],
    ['cut short', { how: 'failed', error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' }, 'cut'],
    ['left by the page', { how: 'cancelled', error: 'net::ERR_ABORTED' }, 'hold'],
    ['lost with its page', { how: 'cancelled', inferred: 'reload' }, 'hold'],
    ['still open', null, 'hold'],
  ])('that was %s ends so', (_, change, how) => {
    const tape = streamTape(['data: 1\n\n']);
    if (change) tape.append(end('sse', 30, change));
    expect(first(tape).close.how).toBe(how);
  });

  it('that the server ended, or the page, ends as the server’s and says so', () => {
    const tape = new Tape();
    tape.append(request('sse', { via: 'fetch' }));
    tape.append(response('sse', { headers: [['cache-control', 'no-store']] }));
    tape.append(chunk('sse', 20, 'data: 1\n\n'));
    tape.append(end('sse', 30, { how: 'cancelled', error: 'net::ERR_ABORTED' }));
    expect(first(tape).close).toEqual({ how: 'end', at: 30 });
    expect(first(tape).notes.join()).toContain('served as ended by the server');
  });

  it('goes up to a gap, is cut there and says so', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'gap', at: 15, on: 'sse', why: 'The browser sent no bytes.' });
    tape.append(chunk('sse', 20, 'data: 3\n\n'));
    tape.append(end('sse', 30));
    expect(texts(first(tape))).toEqual(['data: 1\n\n']);
    expect(first(tape).close).toEqual({ how: 'cut', at: 60 });
    expect(first(tape).notes.join()).toContain('gap after 9 bytes and is cut there: The browser sent no');
  });

  it('goes up to a chunk of which only the length is known', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'chunk', at: 20, on: 'sse', length: 9 });
    tape.append(chunk('sse', 30, 'data: 3\n\n'));
    expect(texts(first(tape))).toEqual(['data: 1\n\n']);
    expect(first(tape).close.how).toBe('cut');
  });

  it('takes a damaged line of the file for a gap of every connection that was open', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'gap', at: 15, why: 'line 7 of the file is damaged' });
    tape.append(chunk('sse', 20, 'data: 3\n\n'));
    expect(texts(first(tape))).toEqual(['data: 1\n\n']);
    expect(first(tape).notes.join()).toContain('line 7');
  });

  it('passes over a beginning that was cleared away, without its pause', () => {
    const tape = streamTape([]);
    tape.append({ kind: 'gap', at: 60_000, on: 'sse', why: 'cleared' });
    tape.append(chunk('sse', 60_100, 'data: 9\n\n'));
    tape.append(chunk('sse', 60_300, 'data: 10\n\n'));
    expect(texts(first(tape))).toEqual(['data: 9\n\n', 'data: 10\n\n']);
    expect(times(first(tape))).toEqual([5, 205]);
    expect(first(tape).notes.join()).toContain('beginning is missing: cleared');
  });

  it('serves no byte where only messages are known', () => {
    const tape = streamTape([]);
    tape.append({ kind: 'message', at: 20, on: 'sse', type: 'message', data: '1', id: '' });
    expect(first(tape).writes).toEqual([]);
    expect(first(tape).notes.join()).toContain('Only its messages are known');
  });

  it('never falls back in time, whatever the tape says', () => {
    const tape = streamTape([]);
    for (const at of [50, 20, 1e15, 30]) tape.append(chunk('sse', at, 'x'));
    const { writes } = first(tape);
    expect(writes.map(({ at }) => at)).toEqual([50, 50, 1e15, 1e15]);
  });
});

describe('recorded headers', () => {
  const headers = (...list: Header[]): Recording => {
    const tape = new Tape();
    tape.append(request('sse'));
    tape.append(
      response('sse', { headers: [['content-type', 'text/event-stream'], ...list], statusText: 'O\r\nK' }),
    );
    return first(tape);
  };

  it('are kept in order, repeated ones too', () => {
    const { head, notes } = headers(['X-One', 'a'], ['X-One', 'b'], ['Cache-Control', 'no-cache']);
    expect(head?.headers.slice(1)).toEqual([
      ['X-One', 'a'],
      ['X-One', 'b'],
      ['Cache-Control', 'no-cache'],
    ]);
    expect(notes).toEqual([]);
  });

  it('of one hop and of the bytes on the wire are dropped, those that Connection names as well', () => {
    const { head } = headers(
      [':status', '200'],
      ['Connection', 'keep-alive, X-Hop'],
      ['X-Hop', '1'],
      ['Transfer-Encoding', 'chunked'],
      ['Content-Encoding', 'gzip'],
      ['Content-Length', '3'],
    );
    expect(head?.headers).toHaveLength(1);
  });

  it('cannot write another header, and cookies do not come back', () => {
    const { head, notes } = headers(
      ['X-Bad', 'a\r\nSet-Cookie: b=1'],
      ['X Bad', 'a'],
      ['', 'a'],
      ['X-Wide', '☃'],
      ['Set-Cookie', 'session=1'],
    );
    expect(head?.headers).toHaveLength(1);
    expect(head?.statusText).toBe('');
    expect(notes.join(' ')).toMatch(/change the browser: set-cookie.*no server can send/);
  });

  it('with a status that cannot be sent are sent with 502', () => {
    const tape = new Tape();
    tape.append(request('sse'));
    tape.append(response('sse', { status: 99_999 }));
    expect(first(tape).head?.status).toBe(502);
  });
});

it('a response in pieces is served chunk by chunk, as it came', () => {
  const tape = bodyTape({
    response: typed('application/x-ndjson'),
    chunks: [
      [10, '{"a":'],
      [900, '1}\n'],
    ],
    end: {},
  });
  const [channel, ...others] = recordedChannelsOf(derive(tape));
  expect(others).toEqual([]);
  expect(channel).toMatchObject({ transport: 'pieces', connections: 1 });
  const { head, writes, close } = channel?.recording(0) ?? {};
  expect(head?.headers).toEqual([['content-type', 'application/x-ndjson']]);
  expect(writes?.map(({ at, bytes }) => [at, new TextDecoder().decode(bytes)])).toEqual([
    [10, '{"a":'],
    [900, '1}\n'],
  ]);
  expect(close?.how).toBe('end');
});
