import { expect, it } from 'vitest';
import { derive } from '../../../src/channels/testing/derive.ts';
import { streamTape } from '../../../src/tape/testing.ts';
import { effectText, fullEffectText } from './effect-text.ts';

const text = 'event: custom_1\nid: unique_2\ndata: hello\nevent: custom_2\nid: unique_1\ndata: +1\n\n';
const lines =
  derive(streamTape([text]))
    .channel('sse')
    ?.block(0)
    ?.lines(0, 7) ?? [];

it('says which line overwrote it', () => {
  expect(lines.map(effectText).slice(0, 4)).toEqual([
    'Sets the type, overwritten by line 4',
    'Sets the ID, overwritten by line 5',
    'Appends to data',
    'Sets the type to “custom_2”',
  ]);
  expect(lines.map(fullEffectText)[1]).toMatch(/; overwritten by line 5$/);
});
