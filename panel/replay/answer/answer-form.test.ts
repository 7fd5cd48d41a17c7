import { describe, expect, it } from 'vitest';
import type { FaultChoice, Servable } from '../../types.ts';
import { type AnswerForm, initialForm, ruleOf, whyNot } from './answer-form.ts';

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
  notByBrowser: 'Ends properly.',
  initial: 100,
  min: 0,
  max: 5000,
};

const { notByBrowser: _, ...silence } = { ...CUT, name: 'silence', label: 'Leave out heartbeats' };
const FAULTS: readonly FaultChoice[] = [CUT, silence];

const filled = (change: Partial<AnswerForm>) =>
  ruleOf({ ...initialForm(SERVABLE), how: 'server', ...change }, [CUT]);

describe('the form', () => {
  it('begins with the address as it is, and for a poll loop with what all its addresses begin with', () => {
    expect(initialForm(SERVABLE)).toMatchObject({ url: 'https://site.test/a*b?q=1', match: 'exact' });
    expect(initialForm({ ...SERVABLE, transport: 'poll' })).toMatchObject({
      url: 'https://site.test/a*b',
      match: 'begins-with',
    });
  });

  it('begins on the way that needs no shell, and leaves out the faults that cannot act there, with the reason', () => {
    const form = { ...initialForm(SERVABLE), faults: { cut: '7', silence: '3' } };
    expect(form.how).toBe('browser');
    expect(FAULTS.map((fault) => [fault.name, whyNot(form, fault)])).toEqual([
      ['cut', 'Ends properly.'],
      ['silence', null],
    ]);
    expect(ruleOf(form, FAULTS)).toMatchObject({ rule: { options: { faults: { silence: 3 } } } });
    // What is wrong with one that cannot act is of no matter.
    expect(ruleOf({ ...form, faults: { cut: 'x' } }, FAULTS).ok).toBe(true);
    const server = { ...form, how: 'server' } as const;
    expect(whyNot(server, CUT)).toBeNull();
    expect(ruleOf(server, FAULTS)).toMatchObject({ rule: { options: { faults: { cut: 7, silence: 3 } } } });
  });

  it('becomes a rule', () => {
    const change = { turns: 'times', times: '2', speed: 'max', fail: '1', faults: { cut: ' 7 ' } } as const;
    expect(filled({ ...change, method: 'post', url: ' https://x.test/* ' })).toEqual({
      ok: true,
      rule: {
        url: 'https://x.test/*',
        match: 'exact',
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
    [{ fail: '-1' }, 'Fail the first'],
    [{ faults: { cut: '5001' } }, 'Cut after byte: a whole number from 0 to 5,000.'],
    [{ faults: { cut: '' } }, 'Cut after byte'],
  ])('says what is wrong: %j', (change, problem) => {
    const outcome = filled(change);
    expect(outcome.ok ? '' : outcome.problem).toContain(problem);
  });
});
