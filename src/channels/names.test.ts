import { describe, expect, it } from 'vitest';
import { nameOfUrl } from '../format/url-name.ts';
import { Names } from './names.ts';

interface Row {
  readonly url: string;
  readonly method?: string;
  readonly operation?: string;
}

/** Names as they are when all rows are there, and how often one changed until then. */
function named(rows: readonly (string | Row)[], isListed: (id: string) => boolean = () => true) {
  const names = new Names(isListed);
  const all = rows.map((row, index) => {
    const { url, method = 'GET', operation } = typeof row === 'string' ? { url: row } : row;
    return {
      id: `r${index}`,
      name: nameOfUrl(url),
      url,
      method,
      ...(operation !== undefined && { operation }),
    };
  });
  const seen: string[] = [];
  let changes = 0;
  for (const [index, row] of all.entries()) {
    names.add(row);
    for (let i = 0; i < index; i++) {
      const { id, name } = all[i] ?? row;
      const now = names.of({ ...row, id, name });
      if (now !== seen[i]) changes++;
      seen[i] = now;
    }
    seen[index] = names.of(row);
  }
  return { names: seen, changes };
}

const url = 'http://a.test/mcp';
const call = (operation: string): Row => ({ url, method: 'POST', operation });
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0';

describe('rows of one name are told apart', () => {
  it.each<[string, (string | Row)[], string[]]>([
    ['not where there is one', [url], ['mcp']],
    ['by their query, which all names have', [`${url}?a=1`, `${url}?a=2`], ['mcp?a=1', 'mcp?a=2']],
    [
      'by the folder',
      ['http://a.test/s/clock/stream', 'http://a.test/s/retry/stream'],
      ['clock/stream', 'retry/stream'],
    ],
    [
      'by the nearest folder that differs',
      ['http://a.test/rooms/12/live/stream', 'http://a.test/rooms/13/live/stream'],
      ['12/live/stream', '13/live/stream'],
    ],
    ['by the method', [{ url, method: 'POST' }, url], ['POST mcp', 'GET mcp']],
    [
      'by the operation',
      [call('initialize'), call('tools/list'), call('tools/call search'), url],
      ['mcp (initialize)', 'mcp (tools/list)', 'mcp (tools/call search)', 'mcp'],
    ],
    ['by the host', [url, 'http://b.test:81/mcp'], ['mcp at a.test', 'mcp at b.test:81']],
    ['by a number where all is the same', [url, url, url], ['mcp', 'mcp #2', 'mcp #3']],
    [
      'by as much as it takes',
      [url, url, { url, method: 'POST' }, 'http://b.test/mcp'],
      ['GET mcp at a.test', 'GET mcp at a.test #2', 'POST mcp at a.test', 'GET mcp at b.test'],
    ],
    [
      'by the parameter that differs where the query is long',
      [`${url}?token=${token}&room=1`, `${url}?token=${token}x&room=2`],
      ['mcp?room=1&…', 'mcp?room=2&…'],
    ],
    ['by nothing of a long query that is alone', [`${url}?token=${token}`], [`mcp?token=${token}`]],
    [
      'by the beginning of a value that is long',
      [`${url}?token=a${token}`, `${url}?token=b${token}`],
      ['mcp?token=aeyJhbGciOiJIUzI1NiJ9.ey…', 'mcp?token=beyJhbGciOiJIUzI1NiJ9.ey…'],
    ],
    ['though an address cannot be read', ['a b', 'a b'], ['a b', 'a b #2']],
  ])('%s', (_, rows, expected) => {
    expect(named(rows).names).toEqual(expected);
  });
});

describe('a name changes seldom', () => {
  it('not at all where the next one only gets a number', () => {
    expect(named([url, url, url, url]).changes).toBe(0);
  });

  it('once where the next one differs', () => {
    const rows = [call('a'), call('b'), call('c'), call('d')];
    expect(named(rows).changes).toBe(1);
  });

  it('not where one that had a number is gone', () => {
    const gone = new Set<string>();
    const names = new Names((id) => !gone.has(id));
    const row = (id: string) => ({ id, name: 'mcp', url, method: 'GET' });
    for (const id of ['a', 'b', 'c']) names.add(row(id));
    gone.add('b');
    names.add(row('d'));
    expect(['a', 'c', 'd'].map((id) => names.of(row(id)))).toEqual(['mcp', 'mcp #3', 'mcp #4']);
    gone.add('d');
    names.add(row('e'));
    expect(names.of(row('e'))).toBe('mcp #4');
  });
});

it('a thousand rows of one name are told apart, and keep their names', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({
    id: `r${i}`,
    name: 'mcp',
    url: `http://h${i % 10}.test/${i % 7}/mcp`,
    method: i % 2 ? 'GET' : 'POST',
    operation: `call ${i % 50}`,
  }));
  const names = new Names(() => true);
  for (const row of rows) names.add(row);
  const all = rows.map((row) => names.of(row));
  expect(new Set(all).size).toBe(1000);
  for (const row of rows) names.add(row);
  expect(rows.map((row) => names.of(row))).toEqual(all);
});
