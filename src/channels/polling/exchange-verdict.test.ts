import { expect, test } from 'vitest';
import { request, response } from '../../tape/testing.ts';
import { noFacts } from '../connection/facts.ts';
import { exchangeVerdict } from './exchange-verdict.ts';

const asked = { ...noFacts(), request: request('1', { via: 'fetch' }) };
const sent = { kind: 'sent', at: 1, on: '1', headers: [] } as const;

test('a request that did not leave is not said to be unanswered', () => {
  expect(exchangeVerdict(asked).text).toBe('The request was not seen to leave the browser yet.');
  expect(exchangeVerdict({ ...asked, sent }).text).toBe('Asked, and not answered yet.');
  expect(exchangeVerdict({ ...asked, response: response('1') }).text).toBe('The answer is coming.');
});
