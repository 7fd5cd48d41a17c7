import { expect, it } from 'vitest';
import { Excerpt, injectedId, readTape, Tape, writeTape } from './index.ts';
import { chunk, injected, request, response } from './testing.ts';

const file = (excerpt: Excerpt): string => [...writeTape(excerpt)].join('');
const kinds = (excerpt: Excerpt): string[] =>
  [...excerpt.records()].map((record) =>
    'on' in record && record.on ? `${record.kind} ${record.on}` : record.kind,
  );

function twoStreams(): Tape {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: 1 });
  tape.append({ kind: 'target', at: 0, event: 'attached', context: { kind: 'page', id: 'main' } });
  tape.append({ kind: 'target', at: 0, event: 'attached', context: { kind: 'worker', id: 'w' } });
  tape.append(request('a'));
  tape.append(request('b', { context: { kind: 'worker', id: 'w' } }));
  for (const on of ['a', 'b']) {
    tape.append({ kind: 'listeners', at: 1, url: `http://example.test/${on}`, objects: 1, types: [] });
    tape.append(response(on));
    tape.append(chunk(on, 10, 'data: 1\n\n'));
    tape.append({ kind: 'dispatched', at: 11, on, type: 'message', data: '1', id: '' });
  }
  tape.append({ kind: 'unknown', at: 12, raw: { kind: 'new', at: 12, on: 'a' } });
  tape.append({ kind: 'unknown', at: 12, raw: { kind: 'new', at: 12 } });
  return tape;
}

it('holds chosen connections, with the general records that belong to them', () => {
  expect(kinds(new Excerpt(twoStreams(), ['b']))).toEqual([
    'clock',
    'target',
    'request b',
    'listeners',
    'response b',
    'chunk b',
    'unknown',
    'dispatched b',
  ]);
  expect(kinds(new Excerpt(twoStreams(), []))).toEqual(['clock', 'unknown']);
});

it('holds what the user sent to objects of its addresses, or to no connection where that is chosen', () => {
  const tape = twoStreams();
  const lone = injected({ url: 'http://example.test/elsewhere' });
  tape.append(injected({ url: 'http://example.test/a' }));
  tape.append(lone);
  tape.append(injected({ on: 'b', url: 'http://example.test/b' }));
  const sent = (chosen: string[]) =>
    kinds(new Excerpt(tape, chosen)).filter((kind) => kind.startsWith('injected'));
  expect(sent(['a'])).toEqual(['injected']);
  expect(sent(['b'])).toEqual(['injected b']);
  expect(sent([injectedId(lone)])).toEqual(['injected']);
  expect(sent([])).toEqual([]);
});

it('stands still while the tape grows, what the browser dispatched included', async () => {
  const tape = twoStreams();
  const log = tape.connection('a')?.dispatched;
  log?.addComparison(true);
  const excerpt = new Excerpt(tape);
  const before = file(excerpt);
  tape.append(chunk('a', 20, 'data: 2\n\n'));
  for (const data of ['2', 'x', '4'])
    tape.append({ kind: 'dispatched', at: 21, on: 'a', type: 'message', data, id: '' });
  tape.append(request('c'));
  expect(file(excerpt)).toBe(before);
  for (const agrees of [true, false, true]) log?.addComparison(agrees);
  expect(file(excerpt)).toBe(before);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(before);
  }
  expect((await readTape(bytes())).notes).toEqual([]);
});
