import { expect, it } from 'vitest';
import { tapeName } from './file-name.ts';

const noon = new Date(2024, 4, 1, 12, 30, 5).getTime();

it('names a tape after its server and the time', () => {
  expect(tapeName('https://example.test/sse?x=1', noon)).toBe('example.test-2024-05-01T12-30-05.tape.ndjson');
});

it('uses no character that a file system refuses', () => {
  expect(tapeName('http://localhost:8080/', noon)).toBe('localhost-8080-2024-05-01T12-30-05.tape.ndjson');
  expect(tapeName(null, noon, '.tape.ndjson.gz')).toBe('streams-2024-05-01T12-30-05.tape.ndjson.gz');
  expect(tapeName('http://[::1]:80/', noon)).toBe('-1--2024-05-01T12-30-05.tape.ndjson');
});

it('does without a URL', () => {
  expect(tapeName(null, noon)).toMatch(/^streams-/);
  expect(tapeName('not a url', noon)).toMatch(/^streams-/);
});
