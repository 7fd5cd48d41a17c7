import { describe, expect, test } from 'vitest';
import { Tape } from '../../../tape/index.ts';
import { request, response } from '../../../tape/testing.ts';
import { derive } from '../../testing/derive.ts';

/** Of each of some others to the host: whether it left, and the protocol of its response, where it has one. */
interface Other {
  readonly isSent?: boolean;
  readonly protocol?: string;
  readonly isOver?: boolean;
}

const many = (length: number, other: Other): Other[] => Array.from({ length }, () => other);
const h2: Other = { protocol: 'h2' };

/** What is said of a request after others. */
function said(others: readonly Other[], isSent = false) {
  const tape = new Tape();
  const url = (id: string) => `https://site.test/stream?${id}`;
  others.forEach(({ isSent: left = true, protocol, isOver }, index) => {
    const on = `o${index}`;
    tape.append(request(on, { url: url(on) }));
    if (left) tape.append({ kind: 'sent', at: 1, on, headers: [] });
    if (protocol) tape.append(response(on, { protocol }));
    if (isOver) tape.append({ kind: 'end', at: 5, on, how: 'complete' });
  });
  tape.append(request('sse', { at: 10, url: url('sse') }));
  if (isSent) tape.append({ kind: 'sent', at: 11, on: 'sse', headers: [] });
  const summary = derive(tape)
    .rows()
    .find((row) => row.id === 'sse');
  if (summary?.kind !== 'stream') throw new Error('no row');
  const { state, verdict, warnings } = summary;
  return { kind: state.kind, verdict, warnings: warnings.length };
}

describe('a request that did not leave', () => {
  test('is not said to be unanswered by the server', () => {
    expect(said([])).toEqual({
      kind: 'connecting',
      verdict: 'Connecting: the request was not seen to leave the browser yet.',
      warnings: 0,
    });
    expect(said(many(120, h2), true)).toMatchObject({
      kind: 'connecting',
      verdict: 'Connecting: asked, but the server has not answered yet.',
    });
  });

  test('waits over HTTP/2 at a limit that servers have', () => {
    const { kind, verdict, warnings } = said(many(100, h2));
    expect({ kind, warnings }).toEqual({ kind: 'waiting', warnings: 1 });
    expect(verdict).toMatch(
      /^Waiting: .*leave the browser\. 100 others to site\.test are under way over HTTP\/2/,
    );
  });

  test('may wait at a lower one', () => {
    const { kind, verdict, warnings } = said(many(3, h2));
    expect({ kind, warnings }).toEqual({ kind: 'connecting', warnings: 0 });
    expect(verdict).toMatch(
      /not seen to leave the browser yet\. 3 others to site\.test are under way over HTTP\/2/,
    );
    expect(said([h2]).verdict).toMatch(/ 1 other to site\.test is under way/);
  });

  test('does not wait for what is over, or did not leave either', () => {
    const others = [...many(50, { ...h2, isOver: true }), ...many(60, { isSent: false })];
    expect(said(others).verdict).toMatch(/not seen to leave the browser yet\.$/);
  });

  test('waits for what left and has no response as well: over HTTP/2, as the host speaks it', () => {
    expect(said([...many(40, h2), ...many(60, {})]).kind).toBe('waiting');
    expect(said(many(6, {})).verdict).toMatch(/^Waiting: .*have no response yet\. Over HTTP\/1\.1/);
  });
});
