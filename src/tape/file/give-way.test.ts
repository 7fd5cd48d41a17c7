import { expect, it } from 'vitest';
import { giveWay, givingWay } from './give-way.ts';

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

/** Counts the tasks that had their turn. */
function tasks(): { count: number; stop: () => void } {
  let isOn = true;
  const counted = {
    count: 0,
    stop: () => {
      isOn = false;
    },
  };
  void (async () => {
    for (; isOn; counted.count++) await giveWay();
  })();
  return counted;
}

it('a large piece comes in portions, whole, and others have their turn between them', async () => {
  const text = 'ab😀'.repeat(200_000);
  let clock = 0;
  const others = tasks();
  let read = '';
  let portions = 0;
  for await (const portion of givingWay(one(text), () => (clock += 5))) {
    read += portion;
    portions++;
  }
  others.stop();
  expect(read).toBe(text);
  expect(portions).toBe(Math.ceil(text.length / 65_536));
  expect(others.count).toBeGreaterThan(portions / 4);
});

it('what takes no time does not wait', async () => {
  const others = tasks();
  for await (const _ of givingWay(one('a'.repeat(1_000_000)), () => 0));
  others.stop();
  expect(others.count).toBe(0);
});
