import { expect, it } from 'vitest';
import { markersText, placeText } from './replaced-text.ts';

it('says where something is replaced, also where it has no name', () => {
  expect(placeText({ kind: 'header', name: 'Authorization' })).toBe('Header Authorization');
  expect(placeText({ kind: 'cookie', name: '' })).toBe('Cookie without a name');
  expect(placeText({ kind: 'query', name: 'token' })).toBe('Parameter token');
  expect(placeText({ kind: 'userinfo', name: 'password' })).toBe('Password in a URL');
  expect(placeText({ kind: 'body', name: 'pin' })).toBe('Field pin of a request’s body');
});

it('counts the markers that are not shown', () => {
  expect(markersText({ markers: ['~1', '~2'], secrets: 2 })).toBe('~1, ~2');
  expect(markersText({ markers: ['~1', '~2', '~3'], secrets: 1204 })).toBe('~1, ~2, ~3 and 1,201 more');
});
