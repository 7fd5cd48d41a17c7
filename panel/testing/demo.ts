import { FINDINGS } from './fake-findings.ts';
import { createFakeHost, type FakeHost } from './fake-host.ts';
import { type FakeLane, polling, reconnecting, socket } from './fake-lanes.ts';
import { fakeStream } from './fake-stream.ts';
import { type FakeChunk, fakeText } from './fake-text.ts';

const SPLIT: readonly FakeChunk[] = [
  { at: 1000, text: ': connected, heartbeat every 15 s\n\n' },
  { at: 1200, text: 'event: custom_1\nid: unique_2\ndata: hello\n' },
  { at: 1224, text: 'event: custom_2\nid: unique_1\ndata: +1\n\n' },
  { at: 1500, text: 'event: price\ndata: {"symbol":"ACME","price":12345678901234567890.10,"bid":1e400,\n' },
  { at: 1502, text: 'data: "tags":["a","b",{"deep":null}],"live":true,"note":"line\\nbreak"}\n\n' },
  { at: 2100, text: 'id: 9\nretry: 3000\n\n' },
  { at: 2400, text: ':\n\ndata: plain text without any structure\n\nfoo: bar\ndata: x\n\n' },
  { at: 2500, text: 'event: pri' },
  { at: 2900, text: 'ce\ndata: {"half":' },
];

/** A host with a stream in every state, for looking at the panel and for its checks in a browser. */
export function demoHost(rows: number): FakeHost {
  const text = fakeText(SPLIT);
  const events = text.rows.filter((row) => row.kind === 'event').length;
  const bytes = text.bytes.length;
  return createFakeHost({
    now: 21_000,
    streams: [
      {
        summary: fakeStream({
          id: 'split',
          name: 'split?lesson=3',
          url: 'https://example.test/split?lesson=3',
          events,
          bytes,
          comments: 2,
          discarded: 1,
          openedAt: 900,
          lastByteAt: 2900,
          verdict: 'Open. Bytes arrive as the server sends them; one block waits for its blank line.',
          warnings: ['Nobody listens to `price`'],
        }),
        text,
        findings: FINDINGS,
        connection: {
          retry: 3000,
          lastEventId: '9',
          lastEventIdSent: 'unique_0',
          redirects: [{ at: 950, status: 307, to: 'https://example.test/split?lesson=3' }],
          gaps: [{ at: 800, why: 'Opened before capture began', bytes: null }],
          agreement: {
            agreed: events - 1,
            dispatched: events,
            read: events,
            differences: [
              {
                event: 2,
                at: 2400,
                browser: { type: 'message', data: 'plain', id: '9' },
                reader: { type: 'message', data: 'plain text without any structure', id: '9' },
              },
            ],
          },
          listeners: { at: 3000, objects: 1, types: ['custom_2', 'message'], withoutListener: ['price'] },
        },
      },
      {
        summary: fakeStream({
          id: 'flood',
          name: 'flood',
          url: 'https://example.test/flood',
          via: 'fetch',
          method: 'POST',
          events: rows,
          bytes: rows * 40,
          openedAt: 0,
          lastByteAt: 20_600,
        }),
      },
      { kind: 'divider', id: 'd1', at: 20_000, text: 'Navigated to https://example.test/next' },
      {
        summary: fakeStream({
          id: 'missing',
          name: 'missing',
          url: 'https://example.test/missing',
          status: 404,
          state: { kind: 'ended', at: 20_100, good: false, inferred: false },
          verdict: 'Failed: the server answered 404. An EventSource does not try again.',
          openedAt: 20_050,
          warnings: ['Status 404', 'Content type is text/html'],
        }),
      },
      {
        summary: fakeStream({
          id: 'seventh',
          name: 'seventh',
          url: 'https://example.test/seventh',
          status: null,
          state: { kind: 'waiting', since: 17_000 },
          verdict: 'Waits for a connection: six are open to this host, the most HTTP/1.1 allows.',
          openedAt: 17_000,
        }),
      },
      {
        summary: fakeStream({
          id: 'gone',
          name: 'gone',
          state: { kind: 'ended', at: 15_000, good: true, inferred: true },
          context: { kind: 'shared-worker', id: 'w' },
          verdict: 'Ended when the page was left (inferred: the browser reports no end).',
        }),
      },
      {
        summary: fakeStream({
          id: 'cached',
          name: 'cached',
          via: 'xhr',
          state: { kind: 'suspended', since: 18_000 },
          verdict: 'Suspended with its page in the back/forward cache.',
        }),
      },
    ],
  });
}

/** A host with channels of every kind of lane, `connections` in the first. */
export function lanesHost(connections: number): FakeHost {
  const channel = (id: string, lanes: readonly FakeLane[]) => ({
    summary: fakeStream({ id, name: id, connections: lanes.length, url: `https://example.test/${id}` }),
    lanes,
  });
  return createFakeHost({
    now: Math.max(7000, connections * 1200),
    streams: [
      channel('reconnecting', reconnecting(connections)),
      channel('polling', polling(10)),
      channel('socket', socket()),
    ],
  });
}
