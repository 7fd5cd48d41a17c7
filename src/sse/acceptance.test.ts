import { expect, test } from 'vitest';
import { refusalBy } from './index.ts';

const head = { status: 200, mimeType: 'text/event-stream' };

test.each([
  [head, null],
  [{ ...head, charset: 'UTF-8' }, null],
  // Chromium compares the name and knows no other for it.
  [{ ...head, charset: 'utf8' }, 'charset'],
  [{ ...head, charset: 'iso-8859-1' }, 'charset'],
  [{ ...head, mimeType: '' }, 'type'],
  [{ ...head, mimeType: 'application/json' }, 'type'],
  [{ ...head, status: 204 }, 'status'],
  [{ status: 404, mimeType: 'text/html' }, 'status'],
] as const)('%j: %s', (response, refusal) => {
  expect(refusalBy(response)).toBe(refusal);
});
