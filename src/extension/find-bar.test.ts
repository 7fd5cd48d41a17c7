import { expect, it } from 'vitest';
import type { FindAction } from '../session/host/find.ts';
import { FindBar, type SearchedPanel } from './find-bar.ts';

type Listener = (action: string, text?: string) => void;

function fakePanel() {
  const listeners: Listener[] = [];
  const onSearch = { addListener: (listener: Listener) => listeners.push(listener) };
  return {
    panel: { onSearch } as unknown as SearchedPanel,
    search: (...said: Parameters<Listener>) => {
      for (const listener of listeners) listener(...said);
    },
  };
}

it('says what is done with the bar, until nobody listens', () => {
  const bar = new FindBar();
  const heard: FindAction[] = [];
  const stop = bar.onFind((action) => heard.push(action));
  const { panel, search } = fakePanel();
  bar.follow(panel);
  search('performSearch', 'abc');
  search('nextSearchResult');
  search('previousSearchResult', 'abc');
  search('cancelSearch');
  search('performSearch', '');
  search('somethingNew', 'abc');
  expect(heard).toEqual([
    { kind: 'search', text: 'abc' },
    { kind: 'next' },
    { kind: 'previous' },
    { kind: 'cancel' },
    { kind: 'cancel' },
  ]);
  stop();
  search('nextSearchResult');
  expect(heard).toHaveLength(5);
});

it('does without it where the browser has none', () => {
  expect(() => new FindBar().follow({})).not.toThrow();
});
