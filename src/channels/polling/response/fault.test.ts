import { describe, expect, it } from 'vitest';
import { contentOf, UNKNOWN_CONTENT } from './content.ts';
import { AnswerHabit } from './fault.ts';

const encoder = new TextEncoder();
const JSON_TYPE = 'application/json';
const HTML = 'text/html';
const body = (text: string, mimeType: string) => contentOf(encoder.encode(text), { mimeType, headers: [] });
const page = body('<!doctype html><title>Sign in</title>', HTML);

describe('a page of HTML, where answers had been JSON', () => {
  it('is a fault after three', () => {
    const habit = new AnswerHabit();
    for (let n = 1; n <= 3; n++)
      expect(habit.faultOf(body(`{"n":${n}}`, JSON_TYPE), JSON_TYPE, false)).toBeNull();
    expect(habit.faultOf(page, HTML, true)?.kind).toBe('page');
  });

  it('is a fault also where the body of one of the three was lost', () => {
    for (let lost = 1; lost <= 3; lost++) {
      const habit = new AnswerHabit();
      for (let n = 1; n <= 3; n++)
        habit.faultOf(n === lost ? UNKNOWN_CONTENT : body(`{"n":${n}}`, JSON_TYPE), JSON_TYPE, false);
      expect(habit.faultOf(page, HTML, true)?.kind).toBe('page');
    }
  });

  it('is none after empty answers, which show nothing', () => {
    const habit = new AnswerHabit();
    for (let n = 1; n <= 3; n++) habit.faultOf(body('', JSON_TYPE), JSON_TYPE, false);
    expect(habit.faultOf(page, HTML, false)).toBeNull();
  });
});
