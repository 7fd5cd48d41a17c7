/** What a case can demand of the grid Requests, and of both grids. */
import { describe, expect, test } from 'vitest';
import type { RequestGroup } from '../../src/channels/index.ts';
import type { FieldCase, SaidOfGroup } from './case.ts';
import { complaints } from './judge.ts';

const group: RequestGroup = {
  id: 'requests 1',
  name: 'chat',
  endpoint: 'POST http://localhost/chat',
  method: 'POST',
  via: 'fetch',
  context: { kind: 'page', id: 'main', url: 'http://localhost/' },
  label: 'questions',
  requests: 5,
  questions: 5,
  why: 'Each asks for something else.',
  failing: null,
  status: 200,
  firstAt: 0,
  lastAt: 1000,
  choice: null,
};
const demanded: SaidOfGroup = { endpoint: /POST .*\/chat/, label: 'questions' };

const judged = (field: Partial<FieldCase>, groups: readonly RequestGroup[] = [group]): readonly string[] =>
  complaints(
    { source: '', reported: '', needed: '', page() {}, until: async () => {}, rows: [], ...field },
    { rows: [], groups },
  );

describe('groups', () => {
  test('are not judged where a case demands nothing of them', () => {
    expect(judged({})).toEqual([]);
  });

  test('as demanded', () => {
    const all = { ...demanded, requests: 5, questions: 5, says: [/something else/], never: [/poll/] };
    expect(judged({ requests: [all] })).toEqual([]);
  });

  test('one too many, and one that is not there', () => {
    expect(judged({ requests: [] })).toEqual(['1 groups, not 0']);
    expect(judged({ requests: [demanded] }, [])).toEqual(['0 groups, not 1']);
  });

  test.each<[string, Partial<SaidOfGroup>, string]>([
    ['another endpoint', { endpoint: /GET/ }, 'it is “POST http://localhost/chat”, not /GET/'],
    ['another label', { label: 'long-poll' }, 'its label is “questions”, not “long-poll”'],
    ['another number of requests', { requests: 4 }, 'requests is 5, not 4'],
    ['another number of questions', { questions: 1 }, 'questions is 5, not 1'],
    ['no failure', { isFailing: true }, 'it is not failing'],
    ['a sentence that is missing', { says: [/ranges/] }, 'nothing says /ranges/'],
    ['a sentence too many', { never: [/asks/] }, 'something says /asks/'],
  ])('%s', (_, part, complaint) => {
    expect(judged({ requests: [{ ...demanded, ...part }] })).toContain(`group 1: ${complaint}`);
  });

  test('a failure that was not demanded', () => {
    expect(judged({ requests: [demanded] }, [{ ...group, failing: 'HTTP 400.' }])).toContain(
      'group 1: it is failing',
    );
  });

  test('what nothing may say is looked for in their reasons and failures', () => {
    expect(judged({ never: [/poll/] })).toEqual([]);
    expect(judged({ never: [/something else/] })).toEqual(['something says /something else/']);
    expect(judged({ never: [/HTTP/] }, [{ ...group, failing: 'HTTP 400.' }])).toHaveLength(1);
  });
});
