/** What requests.bench.ts measures: it is bundled before, as the extension is. */
import { Channels } from '../../src/channels/index.ts';
import { askTape } from '../../src/channels/testing/polling.ts';
import type { Tape } from '../../src/tape/index.ts';

export const ADDRESSES = 40;

const answer = (index: number): string =>
  JSON.stringify({ items: Array.from({ length: 5 }, (_, n) => ({ id: `${index}-${n}`, price: index * n })) });

/** Each address is asked for one of eight things, at no even pace; the same each time that it is called. */
function asks(count: number) {
  let state = 7;
  const random = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    // A view of the page calls all of them, and then nothing until the next one is opened.
    at += random(80) + (index % ADDRESSES === 0 ? random(20_000) : 0);
    const address = index % ADDRESSES;
    return {
      at,
      url: `https://site.test/api/part-${address}/items?of=${'abcdefgh'[random(8)]}&limit=20&lang=en`,
      held: 60 + random(90),
      answer: answer(index),
      line: 10 + address,
    };
  });
}

/** Reads a tape, and what is in the grid Requests. */
export function ours(tape: Tape): { readonly groups: number; readonly rows: number } {
  const channels = new Channels(tape);
  while (channels.update(() => false));
  return { groups: channels.polls.repeating().groups.length, rows: channels.rows().length };
}

/** The least that any tool does with as many. @returns any number, so that nothing of it is left out. */
export function floor(count: number): number {
  let read = 0;
  for (const { url, answer: text } of asks(count)) {
    read += new URL(url).searchParams.size + Object.keys(JSON.parse(text)).length;
  }
  return read;
}

export const tapeOf = (count: number): Tape => askTape(asks(count));
