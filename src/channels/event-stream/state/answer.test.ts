import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  type EndRecord,
  type RequestRecord,
  type ResponseRecord,
  Tape,
  type TapeRecord,
} from '../../../tape/index.ts';
import { chunk, request, response } from '../../../tape/testing.ts';
import { derive } from '../../testing/derive.ts';

/** What the panel says of a request by fetch that accepts an event stream. */
function answered(
  change: Partial<ResponseRecord>,
  body: string | Uint8Array,
  end: Partial<EndRecord> | null = {},
  via: 'fetch' | 'eventsource' = 'fetch',
  asked: Partial<RequestRecord> = {},
) {
  const tape = new Tape();
  tape.append(request('sse', { via, method: 'POST', ...asked }));
  tape.append(response('sse', change));
  if (body !== '') tape.append(chunk('sse', 10, body));
  if (end) tape.append({ kind: 'end', at: 20, on: 'sse', how: 'complete', ...end } as TapeRecord);
  const [summary] = derive(tape).rows();
  if (summary?.kind !== 'stream') throw new Error('no row');
  return summary;
}

describe('an answer that is no event stream', () => {
  test('is told as what it is, and not read as one', () => {
    const summary = answered({ mimeType: 'application/json' }, '{"jsonrpc":"2.0"}');
    expect(summary).toMatchObject({ events: 0, comments: 0, discarded: 0, bytes: 17 });
    expect(summary.state).toMatchObject({ kind: 'ended', good: true });
    expect(summary.verdict).toBe(
      'HTTP 200 OK, application/json, 17 bytes: an answer, not an event stream. Its body is in Raw.',
    );
    expect(summary.warnings).toEqual([]);
  });

  test('of 202 without a body is nothing bad', () => {
    const summary = answered({ status: 202, statusText: 'Accepted', mimeType: '' }, '');
    expect(summary.state).toMatchObject({ kind: 'ended', good: true });
  });

  test('says its error in the server’s words, of which the first 200 characters', () => {
    const words = `{"error":"rate limited: ${'é'.repeat(300)}"}`;
    const { verdict, state } = answered(
      { status: 429, statusText: 'Too Many Requests', mimeType: 'application/json' },
      words,
    );
    expect(state).toMatchObject({ kind: 'ended', good: false });
    expect(verdict).toMatch(
      /^HTTP 429 Too Many Requests, application\/json, \d+ bytes: an answer, not an event/,
    );
    expect(verdict).toContain('“{"error":"rate limited: ééé');
    expect(verdict).toMatch(/é…”$/);
  });

  test('whose body is left compressed is not quoted', () => {
    const { verdict } = answered({ status: 500, mimeType: 'application/json' }, gzipSync('{"error":"x"}'));
    expect(verdict).toMatch(/Its body is gzip, and no Content-Encoding undoes it\.$/);
  });

  test('says of a page of HTML what it reads, on one line', () => {
    const page =
      '<!DOCTYPE HTML>\n<html><head>\n<title>Error</title><style>p { x: y }</style></head>\n<p>Code: 501</p>';
    const { verdict } = answered({ status: 501, statusText: '', mimeType: 'text/html' }, page);
    expect(verdict).toMatch(/It says “Error Code: 501”$/);
  });

  test('is nothing good where it is a page, and the request accepts none', () => {
    const { state, verdict } = answered({ mimeType: 'text/html' }, '<title>Our app</title>\n', {}, 'fetch', {
      headers: [['accept', 'text/event-stream']],
    });
    expect(state).toMatchObject({ kind: 'ended', good: false });
    expect(verdict).toMatch(/It says “Our app”$/);
    const any = answered({ mimeType: 'text/html' }, '<p>', {}, 'fetch', { headers: [['accept', '*/*']] });
    expect(any.state).toMatchObject({ good: true });
  });

  test('is not read as events where an EventSource refused it', () => {
    const page = answered({ mimeType: 'text/html' }, '<p>\nid: 1\n', { how: 'failed' }, 'eventsource');
    expect(page).toMatchObject({ events: 0, discarded: 0 });
    expect(answered({ mimeType: 'text/plain' }, 'data: a\n\n', {}, 'eventsource').events).toBe(1);
  });

  test.each([
    ['a stream that is sent as plain text', { mimeType: 'text/plain' }],
    ['one without a type', { mimeType: '' }],
    ['an error that is an event stream', { status: 500 }],
  ])('is not %s: a script may read that', (_, change) => {
    expect(answered(change, 'data: a\n\n').events).toBe(1);
  });

  test('is a refusal where an EventSource made the request', () => {
    const { verdict } = answered({ mimeType: 'application/json' }, '', { how: 'failed' }, 'eventsource');
    expect(verdict).toMatch(/not text\/event-stream; the EventSource is closed/);
  });

  test('that the page does not read is told as what it is, not as closed', () => {
    const cancelled = { how: 'cancelled' } as const;
    const accepted = answered({ status: 202, statusText: 'Accepted', mimeType: '' }, '', cancelled);
    expect(accepted.state).toMatchObject({ kind: 'ended', good: true });
    expect(accepted.verdict).toBe(
      'HTTP 202 Accepted: an answer, not an event stream. The page did not read its body to the end.',
    );
    const refused = answered({ status: 403, statusText: 'Forbidden', mimeType: '' }, '', cancelled);
    expect(refused.state).toMatchObject({ kind: 'ended', good: false });
    expect(refused.verdict).toBe('HTTP 403 Forbidden: an answer, not an event stream.');
  });

  test('is in order where a server of MCP offers no stream by GET', () => {
    const none = { status: 405, statusText: 'Method Not Allowed', mimeType: '' };
    const headers = [['MCP-Protocol-Version', '2025-11-25']] as const;
    const said = (asked: Partial<RequestRecord>) =>
      answered(none, '', {}, 'fetch', { method: 'GET', ...asked });
    expect(said({ headers }).state).toMatchObject({ kind: 'ended', good: true });
    expect(said({ headers }).verdict).toMatch(
      /offers no stream by GET, and an MCP client goes on without\.$/,
    );
    expect(said({}).state).toMatchObject({ kind: 'ended', good: false });
    expect(said({ headers, method: 'POST' }).state).toMatchObject({ kind: 'ended', good: false });
  });

  test('breaks off as anything does', () => {
    const { verdict } = answered({ mimeType: 'application/json' }, '{"a":', {
      how: 'failed',
      error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING',
    });
    expect(verdict).toMatch(/^Cut short/);
  });
});
