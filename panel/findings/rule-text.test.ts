import { expect, test } from 'vitest';
import { RULES } from '../../src/findings/rules/index.ts';
import { ruleText } from './rule-text.ts';

test('every rule has a text, without marks, and without what its card says already', () => {
  for (const { id, title } of RULES) {
    const text = ruleText(id).join(' ');
    expect(text.startsWith(title), id).toBe(true);
    expect(text, id).not.toMatch(/[`]|\*\*|\]\(|What to do\.|Source\./);
  }
});

test('an id that is none has none', () => {
  expect(ruleText('none')).toEqual([]);
});
