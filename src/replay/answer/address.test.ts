import { expect, it } from 'vitest';
import { patternOf, whatText } from './address.ts';

const url = 'https://site.test/a*b?q=\\';

it('an address is taken as it is, whatever its characters mean to the browser', () => {
  expect(patternOf({ url, match: 'exact' })).toBe('https://site.test/a\\*b\\?q=\\\\');
  expect(patternOf({ url, match: 'begins-with' })).toBe('https://site.test/a\\*b\\?q=\\\\*');
});

it('and is shown as it is', () => {
  expect(whatText({ method: 'GET', url, match: 'exact' })).toBe(`GET ${url}`);
  expect(whatText({ method: 'GET', url, match: 'begins-with' })).toBe(`GET ${url}…`);
});
