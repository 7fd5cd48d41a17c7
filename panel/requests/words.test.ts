import { describe, expect, it } from 'vitest';
import { someGroup } from '../shared/testing/values.ts';
import { countsOf, labelText, statusOf, summaryOf } from './words.ts';

const groups = (endpoints: readonly string[]) => endpoints.map((endpoint) => someGroup({ endpoint }));

describe('the folded line', () => {
  it('counts addresses, requests and what fails', () => {
    const endpoints = Array.from({ length: 40 }, (_, i) => `GET https://example.test/${i}`);
    expect(summaryOf({ groups: groups(endpoints), requests: 1312, failing: 1, others: 0 })).toEqual({
      text: 'Requests that repeat: 40 addresses, 1,312 requests',
      failing: '1 failing',
      others: null,
    });
  });

  it('counts an address once that several scripts ask', () => {
    const twice = groups(['GET https://example.test/a', 'GET https://example.test/a']);
    expect(summaryOf({ groups: twice, requests: 4, failing: 0, others: 0 })).toEqual({
      text: 'Requests that repeat: 1 address, 4 requests',
      failing: null,
      others: null,
    });
  });

  it('says how many requests are in no row', () => {
    const { others } = summaryOf({ groups: groups(['a']), requests: 2, failing: 0, others: 2500 });
    expect(others).toBe('2,500 more, to too many addresses to list');
  });
});

describe('a group in words', () => {
  it('is what it is, how often, and how many questions', () => {
    expect(labelText(someGroup({ label: 'again' }))).toBe('asked again');
    expect(labelText(someGroup({ label: 'list' }))).toBe('page by page');
    expect(countsOf(someGroup({ requests: 1200, questions: 3 }))).toBe(
      '1,200 requests, 3 different questions',
    );
    expect(countsOf(someGroup({ requests: 2, questions: 1 }))).toBe('2 requests, the same each time');
    expect(statusOf(null)).toBe('–');
    expect(statusOf(503)).toBe('503');
  });
});
