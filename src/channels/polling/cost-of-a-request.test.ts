import { afterEach, expect, test, vi } from 'vitest';
import { FRAMINGS } from '../../framing/index.ts';
import { derive } from '../testing/derive.ts';
import { type Ask, askTape } from '../testing/polling.ts';

/** What an ordinary page asks: a few addresses, one question each, and JSON for an answer. */
const asks = (count: number): Ask[] =>
  Array.from({ length: count }, (_, index) => ({
    at: index * 700 + (index % 7) * 90,
    url: `https://site.test/api/part-${index % 4}/items?of=${index % 3}&lang=en`,
    held: 60,
    answer: JSON.stringify({ items: [{ id: index }] }),
    line: 10 + (index % 4),
  }));

afterEach(() => vi.unstubAllGlobals());

test('an address is taken apart once a request', () => {
  const tape = askTape(asks(120));
  let made = 0;
  class Counted extends URL {
    constructor(url: string | URL, base?: string | URL) {
      super(url, base);
      made++;
    }
  }
  vi.stubGlobal('URL', Counted);
  derive(tape);
  expect(made).toBe(120);
});

test('what an answer looks like is asked of no framing where it is JSON', () => {
  const asked = FRAMINGS.flatMap((framing) =>
    framing.isLikely ? [vi.spyOn(framing, 'isLikely' as never)] : [],
  );
  derive(askTape(asks(120)));
  for (const spy of asked) expect(spy).not.toHaveBeenCalled();
  expect(asked.length).toBeGreaterThan(3);
});
