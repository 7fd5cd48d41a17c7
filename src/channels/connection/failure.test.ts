import { describe, expect, test } from 'vitest';
import { type EndRecord, Tape } from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import { derive } from '../testing/derive.ts';

const url = 'https://site.test/js/sw.js?v=3';
const FAILED = { how: 'failed', error: 'net::ERR_FAILED' } as const;
const ABORTED = { how: 'cancelled', error: 'net::ERR_ABORTED' } as const;

/** What the panel says of a stream that a service worker stood before. */
function said(
  end: Partial<EndRecord> & Pick<EndRecord, 'how'>,
  answer: Parameters<typeof response>[1] | null = null,
  { via = 'eventsource', sent = false }: { via?: 'eventsource' | 'fetch'; sent?: boolean } = {},
) {
  const tape = new Tape();
  tape.append(request('sse', { via }));
  if (sent) tape.append({ kind: 'sent', at: 2, on: 'sse', headers: [] });
  if (answer) {
    tape.append(response('sse', { fromServiceWorker: true, ...answer }));
    tape.append(chunk('sse', 10, 'data: a\n\n'));
  }
  tape.append({ kind: 'end', at: 20, on: 'sse', ...end });
  const [summary] = derive(tape).rows();
  if (summary?.kind !== 'stream') throw new Error('no row');
  const { state, verdict } = summary;
  return { good: state.kind === 'ended' && state.good, verdict };
}

describe('a service worker that fails', () => {
  test('and gives no response is named, and the browser’s reconnect', () => {
    expect(said({ ...FAILED, serviceWorker: { url } })).toEqual({
      good: false,
      verdict:
        'The page’s service worker (“sw.js?v=3”) gave no response: what respondWith() got was rejected, a network error, or no response (net::ERR_FAILED). Unless the page closes it, the browser reconnects after 3 s, its default.',
    });
  });

  test('since its own request did has that error', () => {
    const serviceWorker = { url, error: 'net::ERR_EMPTY_RESPONSE' };
    expect(said({ ...FAILED, serviceWorker }).verdict).toMatch(
      /made a request that failed\. The other side closed the connection without an answer \(net::ERR_EMPTY_RESPONSE\)\./,
    );
  });

  test('in the middle of a stream that it passed on closes an EventSource for good', () => {
    const serviceWorker = { url, error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' };
    const { good, verdict } = said({ ...ABORTED, serviceWorker }, {}, { sent: true });
    expect(good).toBe(false);
    expect(verdict).toMatch(
      /passed the stream on, and its own request broke off\. Cut short.*The EventSource is closed and does not retry\.$/,
    );
    expect(said({ ...ABORTED, serviceWorker }, {}, { via: 'fetch', sent: true }).verdict).toMatch(
      /The page decides whether to ask again\.$/,
    );
  });

  test('in the middle of a stream of its own is not told from close()', () => {
    expect(said(ABORTED, {}).verdict).toMatch(/^Closed by the page, or broken off by its service worker/);
    expect(said(ABORTED, { connectionId: '7' }, { sent: true }).verdict).toMatch(/^Closed by the page: /);
  });

  test('with a status of its own is named; one that it passed on is the server’s', () => {
    const remark = / It came from the page’s service worker, not from the server\.$/;
    expect(said(FAILED, { status: 500 }).verdict).toMatch(remark);
    // Chromium may have sent the request by itself, while the worker started.
    expect(said(FAILED, { status: 500 }, { sent: true }).verdict).toMatch(remark);
    expect(said(FAILED, { status: 500, connectionId: '7' }, { sent: true }).verdict).not.toMatch(remark);
    expect(said({ how: 'complete' }, { status: 500, mimeType: '' }, { via: 'fetch' }).verdict).toMatch(
      /not an event stream\. It came from the page’s service worker/,
    );
  });
});
