/** What known clients ask, for tapes of tests. */
import { AGENT } from '../polling/clients/testing/requests.ts';
import type { Ask } from './polling.ts';

export const EIO = 'http://site.test/socket.io/?EIO=4&transport=polling';
/** Engine.IO opens a session. */
export const open = (at: number, session: string, change: Partial<Ask> = {}): Ask => ({
  at,
  url: EIO,
  held: 5,
  answer: `0{"sid":"${session}"}`,
  ...change,
});
export const receive = (at: number, session: string, change: Partial<Ask> = {}): Ask => ({
  at,
  url: `${EIO}&sid=${session}`,
  held: 3000,
  answer: '42["said","x"]',
  ...change,
});
export const send = (at: number, session: string, body: string, change: Partial<Ask> = {}): Ask => ({
  at,
  url: `${EIO}&sid=${session}`,
  method: 'POST',
  body,
  held: 4,
  answer: 'ok',
  ...change,
});
/** As a server answers that does not know the session. */
export const UNKNOWN = { held: 4, status: 400, answer: '{"code":1,"message":"Session ID unknown"}' };

/** All requests of sessions that two servers without sticky sessions refuse, one after the other. */
export const refused = (count: number): Ask[] =>
  Array.from({ length: count }, (_, i) => [
    open(i * 1000, `s${i}`),
    send(i * 1000 + 10, `s${i}`, '40', UNKNOWN),
    receive(i * 1000 + 12, `s${i}`, { held: 5, status: 0, end: { how: 'cancelled' } }),
  ]).flat();

/** SignalR chooses a transport. */
export const negotiate = (at: number, change: Partial<Ask> = {}): Ask => ({
  at,
  url: 'http://site.test/hub/negotiate?negotiateVersion=1',
  method: 'POST',
  body: '',
  headers: AGENT,
  held: 5,
  answer: '{"connectionToken":"k","availableTransports":[{"transport":"LongPolling"}]}',
  ...change,
});
