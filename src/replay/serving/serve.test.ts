import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEventStream } from '../../sse/index.ts';
import { Tape } from '../../tape/index.ts';
import { chunk, request, response, streamTape } from '../../tape/testing.ts';
import { afterId } from './after.ts';
import { AS_RECORDED, AT_ONCE, optionsFromQuery, optionsToQuery, type ServeOptions } from './index.ts';
import { bodyOf, type Recording } from './recording.ts';
import { bodyText, channelsOf, end, first, onlySource, serveWith, texts, times } from './testing.ts';

describe('Last-Event-ID', () => {
  const tape = () =>
    streamTape(['id: 1\ndata: one\n\nid: 2\nda', 'ta: two\n\ndata: two again\n\n', 'id: 3\ndata: three\n\n']);

  it('continues after the event, with the pause that followed it', () => {
    const { recording, connection } = serveWith(tape(), { resume: true }, 0, '2');
    expect(connection).toBe(0);
    expect(texts(recording)).toEqual(['data: two again\n\n', 'id: 3\ndata: three\n\n']);
    expect(times(recording)).toEqual([5, 15]);
  });

  it('is not looked at unless asked for, and said where it is unknown', () => {
    expect(bodyText(serveWith(tape(), {}, 0, '2').recording)).toContain('one');
    const { recording } = serveWith(tape(), { resume: true }, 0, '77');
    expect(bodyText(recording)).toContain('one');
    expect(recording.notes.join()).toContain('no such ID');
  });

  it('never cuts an event: what follows any ID is what the reader makes of the rest', () => {
    const events = fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', 'c'), data: fc.stringMatching(/^[x ü]{0,5}$/) }),
      { minLength: 1, maxLength: 8 },
    );
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(events, lineEnd, fc.integer({ min: 1, max: 9 }), (list, eol, size) => {
        const text = list.map(({ id, data }) => `id: ${id}${eol}data: ${data}${eol}${eol}`).join('');
        const bytes = new TextEncoder().encode(text);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        for (const id of ['a', 'b', 'c']) {
          const rest = afterId(first(streamTape(pieces)), id);
          const at = list.findLastIndex((event) => event.id === id);
          if (at < 0) expect(rest).toBeNull();
          else {
            const read = parseEventStream([bodyOf(rest as Recording)]);
            expect(read.events.map(({ data }) => data)).toEqual(list.slice(at + 1).map(({ data }) => data));
          }
        }
      }),
    );
  });
});

describe('requests in turn', () => {
  const chain = () => {
    const tape = new Tape();
    for (const [index, on] of ['a', 'b'].entries()) {
      const at = index * 5000;
      tape.append(request(on, { at, url: 'https://site.test/sse' }));
      if (index > 0) tape.append({ kind: 'sent', at, on, headers: [], lastEventId: '1' });
      tape.append(response(on, { at: at + 5 }));
      tape.append(chunk(on, at + 10, `id: ${index + 1}\ndata: ${on}\n\n`));
      tape.append(end(on, at + 20));
    }
    return tape;
  };

  it('get the connections in turn, then the first again', () => {
    const bodies = [0, 1, 2].map((number) => bodyText(serveWith(chain(), {}, number).recording));
    expect(bodies.map((body) => /data: (.)/.exec(body)?.[1])).toEqual(['a', 'b', 'a']);
  });

  it('continue where the last ID was, over a reconnect as well', () => {
    const bodyAfter = (id: string) => bodyText(serveWith(chain(), { resume: true }, 0, id).recording);
    expect(bodyAfter('1')).toBe('id: 2\ndata: b\n\n');
    expect(bodyAfter('2')).toBe('');
  });

  it('fail first where that is asked for, with the headers of CORS, and then recover', () => {
    const tape = new Tape();
    tape.append(request('sse'));
    tape.append(
      response('sse', {
        headers: [
          ['content-type', 'text/event-stream'],
          ['Access-Control-Allow-Origin', '*'],
        ],
      }),
    );
    tape.append(chunk('sse', 10, 'data: 1\n\n'));
    const served = [0, 1, 2].map((number) => serveWith(tape, { fail: 2 }, number));
    expect(served.map(({ recording }) => recording.head?.status)).toEqual([500, 500, 200]);
    expect(served[0]?.recording.head?.headers).toContainEqual(['Access-Control-Allow-Origin', '*']);
    expect(served.map(({ connection }) => connection)).toEqual([null, null, 0]);
  });

  it('leave sockets out', () => {
    const tape = chain();
    tape.append(request('ws', { via: 'websocket', url: 'wss://site.test/ws' }));
    expect(onlySource(tape).connections).toBe(2);
    expect(channelsOf(tape).rows()).toHaveLength(2);
  });
});

describe('options', () => {
  it('survives the address', () => {
    const options: ServeOptions = {
      speed: AT_ONCE,
      resume: true,
      fail: 2,
      faults: { cut: 0, merge: 7 },
    };
    const read = optionsFromQuery(optionsToQuery(options), new Set());
    expect(read).toEqual({ ok: true, options });
    expect(optionsToQuery(AS_RECORDED).size).toBe(0);
  });

  it.each([
    ['speed=0', 'speed is "0"'],
    ['speed=', 'speed is ""'],
    ['cut=-1', 'from 0'],
    ['cut=1.5', 'whole number'],
    ['fail=x', 'fail is "x"'],
    ['resume=yes', '0 or 1'],
    ['constructor=1', 'There is no option "constructor"'],
  ])('is refused with a reason where it is wrong: %s', (query, reason) => {
    const read = optionsFromQuery(new URLSearchParams(query), new Set());
    expect(read.ok ? '' : read.problem).toContain(reason);
  });
});
