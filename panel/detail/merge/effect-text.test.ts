import { expect, it } from 'vitest';
import { fakeText } from '../../testing/fake-text.ts';
import { effectText, fullEffectText } from './effect-text.ts';

const text = 'event: custom_1\nid: unique_2\ndata: hello\nevent: custom_2\nid: unique_1\ndata: +1\n\n';
const lines =
  fakeText([{ at: 0, text }])
    .block(0)
    ?.lines(0, 7) ?? [];

it('says which line overwrote it', () => {
  expect(lines.map(effectText).slice(0, 4)).toEqual([
    'Sets the type, overwritten by line 4',
    'Sets the ID, overwritten by line 5',
    'appends to the data, and a newline',
    'sets the type',
  ]);
  expect(lines.map(fullEffectText)[1]).toMatch(/; overwritten by line 5$/);
});
