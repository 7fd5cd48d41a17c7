import { expect, test } from 'vitest';
import { endpointName } from './endpoint-name.ts';

const SITE = 'http://site.test';

test.each<[string, string, string[], string]>([
  ['a path without numbers', 'GET http://site.test/poll', [`${SITE}/poll?n=1`, `${SITE}/poll?n=2`], 'poll'],
  ['the root', 'GET http://site.test/', [`${SITE}/?n=1`], 'site.test'],
  ['a number that stays', 'GET http://site.test/board/{}', [`${SITE}/board/1`, `${SITE}/board/1?a`], '1'],
  ['one that changes', 'GET http://site.test/board/{}', [`${SITE}/board/1`, `${SITE}/board/2`], 'board/{}'],
  ['one in the file’s name', 'GET http://site.test/v/live-{}.m4s', [], 'live-{}.m4s'],
  ['numbers only', 'GET http://site.test/{}/{}', [], '{}/{}'],
  ['one number only', 'GET http://site.test/{}', [], '{}'],
  ['an operation', 'POST http://site.test/v/{} (Board)', [`${SITE}/v/1`], '1 (Board)'],
  ['no requests', 'POST http://site.test/graphql (Board, Price)', [], 'graphql (Board, Price)'],
])('%s', (_, endpoint, asked, name) => {
  expect(endpointName(endpoint, asked)).toBe(name);
});
