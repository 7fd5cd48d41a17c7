import { expect, test } from 'vitest';
import type { Finding } from '../types.ts';
import { silenceText } from './silence.ts';

const missing: Finding = {
  rule: 'missing-heartbeat',
  title: 'Missing heartbeat',
  severity: 'warning',
  statement: '',
  count: 2,
  evidence: [
    { kind: 'span', connection: '1', offset: 0, from: 0, to: 2600, text: '' },
    { kind: 'span', connection: '1', offset: 9, from: 10_000, to: 15_032, text: '' },
  ],
  since: 0,
  at: 15_032,
  ongoing: true,
  every: 300,
  why: '',
  fix: '',
  source: '',
};

test('says how long nothing has come, and how often a heartbeat was due', () => {
  expect(silenceText([missing])).toBe('Open, silent for 5 s; a heartbeat was due every 300 ms.');
});

test('says nothing where none is missing now', () => {
  expect(silenceText([])).toBeNull();
  expect(silenceText([{ ...missing, ongoing: false }])).toBeNull();
  const { every: _, ...other } = missing;
  expect(silenceText([other])).toBeNull();
});
