import { expect, it } from 'vitest';
import { parseFilter } from '../../src/channels/view/filter/filter.ts';
import { typeTerm } from './type-term.ts';

it('writes plain types plainly, and others in quotes', () => {
  expect(typeTerm('price')).toBe('type:price');
  expect(typeTerm('user.joined:v2')).toBe('type:user.joined:v2');
  expect(typeTerm('user joined')).toBe('type:"user joined"');
  expect(typeTerm('/a/')).toBe('type:"/a/"');
});

it.each(['price', 'a b', '/x/', '(a OR b)', 'a*b', 'say "hi"', 'a/b"*\\', '-x', '"', '*', '$&', 'é\u2028x"'])(
  'finds the type %j, and no other',
  (type) => {
    const { filter, error } = parseFilter(typeTerm(type));
    expect(error).toBeNull();
    const fits = (other: string) =>
      filter.matches({ text: { type: other, id: '', data: '' }, kind: 'event', size: 0, delta: null });
    expect(fits(type)).toBe(true);
    for (const other of ['other', `${type}x`, `x${type}`, 'aXb', 'a', 'b']) expect(fits(other)).toBe(false);
  },
);
