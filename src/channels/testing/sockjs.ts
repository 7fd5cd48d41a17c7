/** What sockjs-client asks, for tapes of tests. */
import type { EndRecord, TapeRecord } from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import { NOW } from '../polling/clients/testing/requests.ts';
import { type Ask, recordsOf } from './polling.ts';

export const BASE = 'http://site.test/chat';
const INFO = '{"websocket":true,"origins":["*:*"],"cookie_needed":false,"entropy":1}';

/** The session of a test: one letter stands for eight. */
export const sessionOf = (letter: string): string => letter.repeat(8);

const at3 = (session: string, transport: string) => `${BASE}/123/${sessionOf(session)}/${transport}`;

export const info = (at: number, change: Partial<Ask> = {}): Ask => ({
  at,
  url: `${BASE}/info?t=${NOW}`,
  via: 'xhr',
  held: 5,
  answer: INFO,
  ...change,
});

export const xhrSend = (at: number, session: string, text: string, change: Partial<Ask> = {}): Ask => ({
  at,
  url: `${at3(session, 'xhr_send')}?t=${NOW}`,
  method: 'POST',
  body: JSON.stringify([text]),
  via: 'xhr',
  held: 4,
  status: 204,
  ...change,
});

export const xhr = (at: number, session: string, change: Partial<Ask> = {}): Ask => ({
  at,
  url: `${at3(session, 'xhr')}?t=${NOW}`,
  method: 'POST',
  body: '',
  via: 'xhr',
  held: 4,
  answer: 'o\n',
  change: { mimeType: 'application/javascript', headers: [['content-type', 'application/javascript']] },
  ...change,
});

/** A session's event stream: its frames, each at its time. */
export interface Streamed {
  readonly at: number;
  readonly on: string;
  readonly session: string;
  readonly frames: readonly (readonly [at: number, frame: string])[];
  readonly end?: Partial<EndRecord> & { readonly at: number };
  readonly status?: number;
}

/** The records of an event stream, in their order. */
export function streamRecords({ at, on, session, frames, end, status = 200 }: Streamed): TapeRecord[] {
  const [first = [at + 5]] = frames;
  return [
    request(on, { at, url: at3(session, 'eventsource') }),
    { kind: 'sent', at, on, headers: [] },
    response(on, { at: first[0], status }),
    ...frames.map(([time, frame], index) =>
      chunk(on, time, `${index === 0 ? '\r\n' : ''}data: ${frame}\r\n\r\n`),
    ),
    ...(end ? [{ kind: 'end', on, how: 'complete', ...end } as const] : []),
  ];
}

/** Records of exchanges, named `x1`, `x2` … in order. */
export const exchangeRecords = (asks: readonly Ask[]): TapeRecord[][] =>
  asks.map((ask, index) => recordsOf(ask, `x${index + 1}`));
