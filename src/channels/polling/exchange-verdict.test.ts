import { expect, test } from 'vitest';
import { request, response } from '../../tape/testing.ts';
import { noFacts } from '../connection/facts.ts';
import { exchangeVerdict } from './exchange-verdict.ts';

const asked = { ...noFacts(), request: request('1', { via: 'fetch' }) };
const sent = { kind: 'sent', at: 1, on: '1', headers: [] } as const;

test('a request that did not leave is not said to be unanswered', () => {
  expect(exchangeVerdict(asked, 0).text).toBe('The request was not seen to leave the browser yet.');
  expect(exchangeVerdict({ ...asked, sent }, 0).text).toBe('Asked, and not answered yet.');
  expect(exchangeVerdict({ ...asked, response: response('1') }, 0).text).toBe('The answer is coming.');
});

test('an end that Chromium reports alike is not said to be the page’s', () => {
  const headers = [['cache-control', 'no-store']] as const;
  const end = { kind: 'end', at: 9, on: '1', how: 'cancelled' } as const;
  const stopped = { ...asked, sent, response: response('1'), end };
  expect(exchangeVerdict(stopped, 30)).toEqual({ text: 'Stopped by the page.', good: true });
  expect(exchangeVerdict({ ...stopped, response: response('1', { headers }) }, 30)).toEqual({
    text: 'Over. Whether it is complete, or the page stopped reading it, is not known: Chromium reports both alike where Cache-Control says no-store.',
    good: true,
  });
});
