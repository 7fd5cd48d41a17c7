import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLIENTS } from './clients.ts';
import { ClientRecogniser } from './recogniser.ts';
import { sockjs } from './sockjs.ts';
import { REAL, record } from './testing/real.ts';
import { AGENT, ask, type Extra, ORIGIN } from './testing/requests.ts';

/** What is recognised of a request with nothing before it. */
const alone = (line: string, extra: Extra = {}) => new ClientRecogniser().read(ask(line, extra));

describe('a request of a known client', () => {
  test.each(REAL)('$what', ({ line, extra, is: [client, role, base, session] }) => {
    expect(alone(line, extra)).toEqual([
      { on: 'x', call: { client, role, base: ORIGIN + base, session, apart: '' } },
    ]);
  });

  test('is in the table for every client', () => {
    expect([...new Set(REAL.map(({ is }) => is[0]))].sort()).toEqual(CLIENTS.map(({ id }) => id).sort());
  });

  test('is claimed by one client only', () => {
    for (const real of REAL) {
      const claims = CLIENTS.filter((client) => new ClientRecogniser([client]).read(record(real)).length > 0);
      expect(claims.map(({ id }) => id)).toEqual([real.is[0]]);
    }
  });

  test('keeps its base and session wherever it is served, with whatever parameters of the page', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    const param = fc.tuple(fc.constantFrom('room', 'lang', 'v', 'user'), fc.string({ maxLength: 12 }));
    const places = fc.tuple(fc.array(segment, { maxLength: 3 }), fc.array(param, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.constantFrom(...REAL), places, (real, [segments, params]) => {
        const [method = '', path = '', query = ''] = real.line.split(/[ ?]/);
        const root = `https://other.test:8443${segments.map((each) => `/${each}`).join('')}`;
        const line = `${method} ${root}${path}?${new URLSearchParams(params)}&${query}`;
        const [client, role, base, session] = real.is;
        expect(alone(line, real.extra)).toEqual([
          { on: 'x', call: { client, role, base: root + base, session, apart: '' } },
        ]);
      }),
    );
  });

  test('has a hub beside its base where Azure serves all hubs on one', () => {
    const [one] = alone('POST https://x.service.signalr.net/client/?hub=chat&id=k1', { headers: AGENT });
    expect(one?.call).toMatchObject({ base: 'https://x.service.signalr.net/client', apart: 'chat' });
  });

  test('names the same session in an exported tape, however long it was written', () => {
    const session = (sid: string) => alone(`GET /s/?EIO=4&transport=polling&sid=${sid}`)[0]?.call.session;
    expect(session('redacted-1~~~~')).toBe(session('redacted-1~'));
    expect(alone('POST /message-bus/redacted-3~~~~~~/poll')).toHaveLength(1);
  });
});

describe('SockJS says how its server closed a session', () => {
  const close = (end: string) =>
    sockjs.closeOf?.('http://site.test/echo/042/ab3defgh/xhr_streaming?t=1', end);
  test.each([
    ['c[3000,"Go away!"]\n', { session: 'ab3defgh', code: '3000', reason: '“Go away!”' }],
    [
      'hhh\na["x"]\nc[1002, "Connection interrupted"]\n',
      { code: '1002', reason: '“Connection interrupted”' },
    ],
    ['c[4001,"say \\"bye\\""]', { code: '4001', reason: '“say "bye"”' }],
    ['c[3000,""]\n', { code: '3000', reason: '' }],
  ])('%j', (end, said) => {
    expect(close(end)).toMatchObject(said);
  });
  test.each(['a["c[3000,\\"no\\"]"]\n', 'c[3000,"Go', 'h\n', ''])('not by %j', (end) => {
    expect(close(end)).toBeNull();
  });
});
