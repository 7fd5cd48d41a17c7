import { describe, expect, test } from 'vitest';
import { type EndRecord, type Header, type RequestRecord, Tape } from '../../../tape/index.ts';
import { chunk, request, response } from '../../../tape/testing.ts';
import { derive } from '../../testing/derive.ts';
import { endedText } from './ended.ts';

const NO_STORE: Header = ['cache-control', 'no-store'];

/** An event stream that fetch reads, whose end is reported as cancelled. */
function ended(
  headers: readonly Header[],
  end: Partial<EndRecord> = {},
  asked: Partial<RequestRecord> = {},
): readonly [short: string, verdict: string] {
  const tape = new Tape();
  tape.append(request('sse', { via: 'fetch', ...asked }));
  tape.append(response('sse', { headers: [['content-type', 'text/event-stream'], ...headers] }));
  tape.append(chunk('sse', 10, 'data: a\n\n'));
  tape.append({ kind: 'end', at: 20, on: 'sse', how: 'cancelled', error: 'net::ERR_ABORTED', ...end });
  const channels = derive(tape);
  const stream = channels.stream('sse');
  const [row] = channels.rows();
  if (row?.kind !== 'stream') throw new Error('no row');
  expect(row.state).toMatchObject({ kind: 'ended', good: true });
  expect(row.warnings).toEqual([]);
  return [stream ? endedText(stream) : '', row.verdict];
}

describe('a stream that a page reads by fetch', () => {
  test('is closed by the page', () => {
    expect(ended([['cache-control', 'no-cache']])).toEqual([
      'closed by the page',
      expect.stringMatching(/^Closed by the page: /),
    ]);
    expect(ended([NO_STORE], {}, { via: 'xhr' })[0]).toBe('closed by the page');
  });

  test('is ended by either where Chromium reports both alike', () => {
    expect(ended([NO_STORE])).toEqual([
      'ended by the server or the page',
      'The server ended the stream, or the page stopped reading it: Chromium reports both alike where Cache-Control says no-store. The page decides whether to ask again.',
    ]);
  });

  test('is ended by the server where all came that Content-Length says', () => {
    expect(ended([NO_STORE, ['content-length', '9']])).toEqual([
      'ended by the server',
      expect.stringMatching(/^The server ended the stream\./),
    ]);
  });
});
