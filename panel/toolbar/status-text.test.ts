import { expect, it } from 'vitest';
import { captureText, statusParts, statusTitle } from './status-text.ts';

const said = (figures: Parameters<typeof statusParts>[0]) => statusParts(figures).map(({ text }) => text);

it('says what is recorded', () => {
  const status = { state: 'on', notices: [] } as const;
  expect(captureText({ ...status, source: 'protocol' })).toBe('Recording every byte');
  expect(captureText({ ...status, source: 'har' })).toBe('Recording messages only');
});

it('names loss only where there is some', () => {
  expect(said({ events: 0, gaps: 0, openedBefore: 0 })).toEqual(['0 events']);
  const some = { events: 1, gaps: 2, openedBefore: 0 };
  expect(statusParts(some)).toEqual([
    { text: '1 event', isLoss: false },
    { text: '2 lost', isLoss: true },
  ]);
  expect(statusTitle(some)).toMatch(/^2 gaps/);
});

it('does not claim every byte of what was opened before recording', () => {
  const late = { events: 59, gaps: 0, openedBefore: 1 };
  expect(said(late)).toEqual(['59 events', '1 opened before recording']);
  expect(statusTitle(late)).toBe(
    'Nothing is known to be lost. 1 stream was opened before recording: not every byte of it is known.',
  );
});
