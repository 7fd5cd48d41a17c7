import { describe, expect, it } from 'vitest';
import type { FaultChoice, Servable } from '../../types.ts';
import { type AnswerForm, initialForm, ruleOf } from './answer-form.ts';

const SERVABLE: Servable = {
  id: 'sse',
  name: 'sse',
  url: 'https://site.test/a*b?q=1',
  method: 'GET',
  transport: 'sse',
  connections: 1,
  wasMultiplexed: false,
  notes: [],
};
const CUT: FaultChoice = {
  name: 'cut',
  label: 'Cut after byte',
  help: '',
  initial: 100,
  min: 0,
  max: 5000,
};

const filled = (change: Partial<AnswerForm>) => ruleOf({ ...initialForm(SERVABLE), ...change }, [CUT]);

describe('the form', () => {
  it('begins with the address itself, and with any query for a poll loop', () => {
    expect(initialForm(SERVABLE).url).toBe('https://site.test/a\\*b\\?q=1');
    expect(initialForm({ ...SERVABLE, transport: 'poll' }).url).toBe('https://site.test/a\\*b*');
  });

  it('becomes a rule', () => {
    const change = { turns: 'times', times: '2', speed: 'max', fail: '1', faults: { cut: ' 7 ' } } as const;
    expect(filled({ ...change, method: 'post', url: ' *x ' })).toEqual({
      ok: true,
      rule: {
        url: '*x',
        method: 'POST',
        times: 2,
        keep: false,
        options: { speed: Number.POSITIVE_INFINITY, resume: true, fail: 1, faults: { cut: 7 } },
      },
    });
    expect(filled({ turns: 'once' })).toMatchObject({ rule: { times: 1 } });
    // What is typed for a choice that was not made is of no matter.
    expect(filled({ turns: 'until-stopped', times: 'x' })).toMatchObject({ rule: { times: null } });
  });

  it.each<[Partial<AnswerForm>, string]>([
    [{ url: ' ' }, 'Say which address'],
    [{ method: 'G T' }, 'The method'],
    [{ turns: 'times', times: '0' }, 'How many requests'],
    [{ fail: '-1' }, 'Answer 500 first'],
    [{ faults: { cut: '5001' } }, 'Cut after byte: a whole number from 0 to 5,000.'],
    [{ faults: { cut: '' } }, 'Cut after byte'],
  ])('says what is wrong: %j', (change, problem) => {
    const outcome = filled(change);
    expect(outcome.ok ? '' : outcome.problem).toContain(problem);
  });
});
