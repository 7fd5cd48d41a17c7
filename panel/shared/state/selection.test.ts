import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { type Choice, createSelection } from './selection.ts';

function setUp(start = 'b') {
  const listed = signal(['a', 'b', 'c', 'd', 'e']);
  const shown = signal<string | null>(start);
  const selection = createSelection(shown, () => listed.value);
  /** What is selected, the shown one in capitals. */
  const state = () => selection.ids.value.map((id) => (id === shown.value ? id.toUpperCase() : id)).join('');
  const choose = (id: string, how: Choice) => {
    selection.choose(id, how);
    return state();
  };
  return { listed, shown, state, choose };
}

it('is the shown stream where no other was chosen', () => {
  const { shown, state, choose } = setUp();
  expect(state()).toBe('B');
  expect(choose('d', 'one')).toBe('D');
  shown.value = null;
  expect(state()).toBe('');
});

it('adds and removes a stream, and shows the last one added', () => {
  const { choose } = setUp();
  expect(choose('d', 'toggle')).toBe('bD');
  expect(choose('a', 'toggle')).toBe('Abd');
  expect(choose('d', 'toggle')).toBe('Ab');
  expect(choose('a', 'toggle')).toBe('B');
  expect(choose('b', 'toggle')).toBe('B');
  expect(choose('c', 'toggle')).toBe('bC');
  expect(choose('e', 'one')).toBe('E');
});

it('goes from where it began to where Shift leads, either way', () => {
  const { choose } = setUp();
  expect(choose('d', 'range')).toBe('bcD');
  expect(choose('c', 'range')).toBe('bC');
  expect(choose('a', 'range')).toBe('Ab');
  expect(choose('e', 'toggle')).toBe('abE');
  expect(choose('d', 'range')).toBe('De');
});

it('shows for the menu the one that it is opened on, and keeps the others only where it is among them', () => {
  const { choose } = setUp();
  choose('c', 'toggle');
  expect(choose('b', 'menu')).toBe('Bc');
  expect(choose('d', 'menu')).toBe('D');
});

it('forgets the others when another stream is shown, and those that are gone', () => {
  const { shown, listed, state, choose } = setUp();
  choose('c', 'toggle');
  listed.value = ['a', 'c', 'd'];
  expect(state()).toBe('C');
  choose('d', 'toggle');
  shown.value = 'a';
  expect(state()).toBe('A');
});

it('goes over what is shown of a list, in its order, and keeps what is hidden of it', () => {
  const { listed, shown } = setUp('a');
  const selection = createSelection(shown, () => listed.value);
  selection.choose('e', 'one');
  selection.choose('b', 'range', ['e', 'c', 'b', 'a']);
  expect(selection.ids.value).toEqual(['b', 'c', 'e']);
  // Where it began is hidden now.
  selection.choose('a', 'range', ['d', 'a']);
  expect(selection.ids.value).toEqual(['a']);
});
